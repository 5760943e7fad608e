"""The front page of each audience, composed of the rooms' own queries; nothing is stored here."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.base.clock import COPENHAGEN
from spor.base.clock import today as clock_today
from spor.evidence.queries import pupil as pupils_work
from spor.evidence.queries import queue
from spor.evidence.queries.feedback import Given, given_feedback
from spor.evidence.queries.goals import GoalStanding, current_goals
from spor.evidence.queries.noticing import Noticed, not_seen_lately
from spor.home.queries import me as mine
from spor.home.queries.covers import Window, windows
from spor.home.queries.family import Family, family
from spor.home.queries.talks import talks_until
from spor.home.queries.tasks import Task, tasks
from spor.insight.figures.city import CityPage, city_page
from spor.insight.figures.school import Classes, SchoolPage, classes_by_grade, page_of
from spor.insight.queries.schools import schools_run
from spor.people.models import Person, School
from spor.plans.models import Talk
from spor.teaching.holidays import DAY
from spor.teaching.models import Assignment, Run
from spor.teaching.queries.lessons import Stop, day_of, has_timetable
from spor.teaching.queries.runs import due_soon, runs_in, task_icons, task_pictures
from spor.ui.moments import long_day, week
from spor.wellbeing.queries.own import Asked, asked
from spor.wellbeing.queries.shared import Waiting, waiting

FEEDBACK_SHOWN = 3
GOALS_SHOWN = 6


@dataclass(frozen=True)
class Front:
    """What every front page has. `template` is chosen by what the person's relations give."""

    template: str
    who: mine.SignedIn
    now: dt.datetime
    stations: list[Stop] = field(default_factory=list)
    has_timetable: bool = False
    runs: list[Run] = field(default_factory=list)
    due: list[Assignment] = field(default_factory=list)
    waiting: list[queue.Waiting] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    notice: Noticed = field(default_factory=Noticed)
    feedback: list[Given] = field(default_factory=list)
    goals: list[GoalStanding] = field(default_factory=list)
    family: Family | None = None
    asked: Asked | None = None
    shared: Waiting = field(default_factory=Waiting)
    school: SchoolPage | None = None
    schools: list[School] = field(default_factory=list)
    city: CityPage | None = None
    windows: list[Window] = field(default_factory=list)
    grades: list[Classes] = field(default_factory=list)

    @property
    def hello(self) -> str:
        return f"{greeting(self.now)}, {self.who.first_name}"

    @property
    def day(self) -> str:
        """«Onsdag den 25. november · uge 48»."""
        today = clock_today(self.now)
        return f"{long_day(today).capitalize()} · {week(today)}"

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.waiting)

    @property
    def lessons(self) -> list[tuple[Stop, queue.Here]]:
        """Each lesson with the products of its forløb that await feedback: what a teacher wants ready when the lesson begins."""
        return [(stop, queue.here(self.waiting, stop.run.code if stop.run else "")) for stop in self.stations]

    @property
    def to_reach(self) -> list[Task]:
        """What awaits the pupil."""
        return [task for task in self.tasks if not task.is_done]

    @property
    def handed_in(self) -> list[Task]:
        return [task for task in self.tasks if task.is_done]

    @property
    def own_children(self) -> list[Person]:
        return self.who.children

    @property
    def aloud(self) -> str:
        """What the youngest hear when they press the loudspeaker."""
        words = [_("Hej %(name)s.") % {"name": self.who.first_name}]
        day = {stop.lesson.subject.name.lower(): stop.state for stop in self.stations if stop.lesson.subject}
        if len(day) > 1:  # in 0. klasse the day is one thing
            words.append(_("I dag har du %(subjects)s.") % {"subjects": ", ".join(day)})
            words += [_("Nu har du %(subject)s.") % {"subject": name} for name, state in day.items() if state == "now"]
        words.append(_("Tryk på det store kamera, hvis du vil vise, hvad du har lavet."))
        return " ".join(words)


def of(actor: Actor, week: str = "") -> Front:
    """The front page of the actor; `week` is the closed week a leader or consultant asked for."""
    who = mine.signed_in(actor)
    if actor.on_tablet:
        return _at_tablet(actor, who)
    if who.teaches or who.covers:
        return _teacher(actor, who)
    if who.is_pupil:
        return _pupil(actor, who)
    if actor.relations.schools_of("leader"):
        return _leader(actor, who, week)
    if "municipal_analyst" in actor.relations.municipal:
        return Front("home/city.html", who, actor.now, city=city_page(actor, week))
    if actor.relations.schools_of("secretary"):
        schools = schools_run(actor)
        grades = [each for school in schools for each in classes_by_grade(actor, school)]
        return Front("home/office.html", who, actor.now, windows=windows(actor), grades=grades, schools=schools)
    return Front("home/around.html", who, actor.now, **_at_home(actor, who))


def _at_home(actor: Actor, who: mine.SignedIn) -> dict[str, Any]:
    """What a guardian meets, whatever else they are."""
    return {"family": family(actor, who.children), "shared": waiting(actor) if who.children else Waiting()}


def _leader(actor: Actor, who: mine.SignedIn, week: str) -> Front:
    """The school on one page; a leader of several chooses among them."""
    schools = schools_run(actor)
    page = page_of(actor, schools[0], week)
    return Front("home/school.html", who, actor.now, school=page, schools=schools, **_at_home(actor, who))


def at_home(actor: Actor) -> Front:
    """The children of somebody who also works here, as any guardian sees theirs. 404 for whoever has none."""
    who = mine.signed_in(actor)
    if not who.children:
        raise Http404
    return Front("home/around.html", who, actor.now, family=family(actor, who.children))


def _teacher(actor: Actor, who: mine.SignedIn) -> Front:
    ids = [group.pk for group in who.groups]
    stations = day_of(actor, actor.today, teaching=True)
    return Front(
        "home/today.html",
        who,
        actor.now,
        stations=stations,
        due=due_soon(actor, ids),
        has_timetable=bool(stations) or has_timetable(actor, ids),
        runs=[] if stations else runs_in(actor, actor.today, ids),  # the day names them already
        waiting=queue.waiting(actor) if who.teaches else [],
        talks=talks_until(actor, actor.relations.pupils_of("lead"), actor.today + DAY),
        notice=not_seen_lately(actor) if who.teaches else Noticed(),
        shared=waiting(actor) if who.teaches or who.children else Waiting(),
    )


def _at_tablet(actor: Actor, who: mine.SignedIn) -> Front:
    """A child at the class's tablet: what waits to be made, and the camera. Nothing that was said of the child, and nothing it said."""
    work = [card for card in pupils_work.assignments_for_pupil(actor, Person(pk=actor.person_id)) if card.awaits_pupil]
    return Front(
        "home/young_tablet_child.html",
        who,
        actor.now,
        tasks=tasks(work, actor.now, pupils_work.thumbs(actor, work)),
    )


def _pupil(actor: Actor, who: mine.SignedIn) -> Front:
    ids = [group.pk for group in who.groups]
    me = Person(pk=actor.person_id)
    work = pupils_work.assignments_for_pupil(actor, me)
    return Front(
        "home/young.html" if who.young else "home/pupil.html",
        who,
        actor.now,
        stations=day_of(actor, actor.today, teaching=False),
        runs=runs_in(actor, actor.today, ids),
        tasks=_young_tasks(actor, work) if who.young else tasks(work, actor.now),
        goals=[] if who.young else [goal for goal in current_goals(actor, me) if goal.in_progress][:GOALS_SHOWN],
        feedback=[] if who.young else given_feedback(actor, me, FEEDBACK_SHOWN),
        asked=asked(actor),
    )


def _young_tasks(actor: Actor, work: list[pupils_work.AssignmentCard]) -> list[Task]:
    """Each by a picture: the child's own work, else the assignment's picture, else the icon of its goal."""
    asked = [card.assignment for card in work]
    thumbs = pupils_work.thumbs(actor, work)
    return tasks(work, actor.now, thumbs, task_pictures(asked), task_icons(asked))


def greeting(now: dt.datetime) -> str:
    """«God formiddag», by the clock in Copenhagen."""
    hour = now.astimezone(COPENHAGEN).hour
    if hour < 9:
        return _("Godmorgen")
    if hour < 12:
        return _("God formiddag")
    return _("God eftermiddag") if hour < 18 else _("God aften")
