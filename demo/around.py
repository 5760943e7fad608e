"""The rest of the school, thinly: other year groups begin forløb, hand in, get answers and hold talks, so that figures can tell of it."""

import datetime as dt
from functools import partial

from demo import stage
from demo.staff import kastanje_teaching
from spor.base.clock import COPENHAGEN
from spor.base.schoolyear import Week
from spor.evidence.actions.feedback import Words, give_feedback
from spor.evidence.actions.hand_in import hand_in
from spor.evidence.models import HandIn
from spor.evidence.queries import answerable
from spor.forloeb.actions import add_block, publish, start_forloeb
from spor.forloeb.actions.start_forloeb import Frame
from spor.forloeb.models import Block
from spor.forloeb.texts import BlockText
from spor.people.models import Membership, Person
from spor.plans.actions.talks import call_talks, hold_talk
from spor.plans.models import Talk
from spor.teaching.actions.start_run import start_run
from spor.teaching.models import Assignment

# Year group → the forløb in dansk, the week it begins in, how many of each class hand in, and how many of them are answered.
YEARS = {
    1: ("Ord, der rimer", 36, 0, 0),
    3: ("Sagn fra egnen", 37, 0, 0),
    4: ("Læs højt for en lille", 38, 4, 2),
    6: ("Nyheder til Kastanjeposten", 40, 4, 2),
    7: ("Argumentér for din sag", 40, 5, 3),
    9: ("Kronikken", 41, 0, 0),
}
TALKS = (4, 7)  # year groups whose talks begin in November
TALKS_EACH = 4


def add_to(script: stage.Script) -> None:
    """A class after the other, each by the teacher who leads it."""
    leads = {row.group: row.who for row in kastanje_teaching() if row.kind == "lead" and row.until is None}
    for grade, (title, week, handed, answered) in YEARS.items():
        for group in (f"{grade}.{line}" for line in "ABC"):
            begins = _at(2026, week, 1, 8)
            script.add(begins, partial(_begin, script, group, leads[group], title, week, handed, answered))
    for grade in TALKS:
        for place, group in enumerate(f"{grade}.{line}" for line in "ABC"):
            script.add(_at(2026, 44, 1 + place, 15), partial(_call, script, group, leads[group]))


def _at(year: int, week: int, day: int, hour: int) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisocalendar(year, week, day), dt.time(hour), COPENHAGEN)


def _begin(script: stage.Script, group_name: str, who: str, title: str, week: int, handed: int, answered: int) -> None:
    group, subject = stage.group(group_name), stage.subject("dan")
    at = _at(2026, week, 1, 8)
    teacher = stage.actor(who, at)
    frame = Frame(subject=subject, grade=group.grade, from_week=week, to_week=week + 3, week_year=2026)
    forloeb = start_forloeb(
        actor=teacher, school=stage.school(), title=title, body="", frame=frame, key=f"demo-around-{group_name}"
    )
    task = BlockText(title="Din tekst", body="Aflev det, du har skrevet.", due_week=week + 2)
    add_block(actor=teacher, forloeb=forloeb, kind=Block.Kind.ASSIGNMENT, key=f"demo-around-{group_name}-1", text=task)
    edition = publish(actor=teacher, forloeb=forloeb, key=f"demo-around-{group_name}")
    first, last = Week(2026, week), Week(2026, week + 3)
    run = start_run(
        actor=teacher, edition=edition, group=group, first=first, last=last, key=f"demo-around-{group_name}"
    )
    assignment = Assignment.objects.get(run=run)
    for place, pupil in enumerate(_pupils(group_name)[:handed]):
        then = _at(2026, week + 2, 4, 10 + place)
        script.add(then, partial(_hand_in, script, assignment, pupil, who, then, is_answered=place < answered))


def _pupils(group_name: str) -> list[Person]:
    rows = Membership.objects.filter(group=stage.group(group_name), role=Membership.Role.PUPIL, to_on=None)
    return [row.person for row in rows.select_related("person").order_by("pk")]


def _hand_in(
    script: stage.Script, assignment: Assignment, pupil: Person, who: str, at: dt.datetime, *, is_answered: bool
) -> None:
    handed = hand_in(
        actor=stage.actor(pupil.uniid, at),
        assignment=Assignment.objects.select_related("version", "run__group").get(pk=assignment.pk),
        text="Her er min tekst. Jeg har læst den højt for min makker.",
        files=[],
        makers=[],
        self_text="",
        self_levels={},
        key=f"demo-around-{assignment.pk}-{pupil.pk}",
    )
    if is_answered:
        then = at + dt.timedelta(days=5)
        script.add(then, partial(_answer, handed, who, then))


def _answer(handed: HandIn, who: str, at: dt.datetime) -> None:
    give_feedback(
        actor=stage.actor(who, at),
        hand_in=answerable.hand_ins().get(pk=handed.pk),
        words=Words(text="Man kan høre, at du har læst den højt. Sæt punktum, hvor du trak vejret."),
        key=f"demo-around-{handed.pk}",
    )


def _call(script: stage.Script, group_name: str, who: str) -> None:
    """Talks are called for some of the class, and held in the two weeks that follow."""
    group, at = stage.group(group_name), stage.actor(who, _at(2026, 44, 5, 16))
    times = {pupil: _at(2026, 46, 1 + place, 15) for place, pupil in enumerate(_pupils(group_name)[:TALKS_EACH])}
    call_talks(actor=at, group=group, at=times, place="", key=f"demo-around-{group_name}")
    for pupil, when in times.items():
        script.add(when, partial(_hold, pupil, who, when))


def _hold(pupil: Person, who: str, at: dt.datetime) -> None:
    talk = Talk.objects.filter(pupil=pupil).latest("at")
    hold_talk(actor=stage.actor(who, at), talk=talk, text="Vi talte om læsningen og om frikvartererne.")
