"""«Hvem har kigget?», for the child and the home; and for whoever runs the school, those who looked without a relation (decision 0065)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import guard, sightings
from spor.access.actor import Actor
from spor.access.models import LookAlarm
from spor.access.sightings import Sighting
from spor.people.models import Enrolment, Person, Post, School, live
from spor.ui.moments import clock_time, local, long_day

SHOWN = 200
ALARMS_SHOWN = 20


@dataclass
class Line:
    """One kind of look by one kind of reader on one day. `times` of them, the newest `at`."""

    at: dt.datetime
    what: str
    why: str
    times: int = 1

    @property
    def clock(self) -> str:
        return clock_time(self.at)


@dataclass(frozen=True)
class Day:
    name: str
    lines: list[Line]


@dataclass(frozen=True)
class LooksPage:
    """`older` is the address's word for the page before this one, "" where there is none."""

    pupil: Person
    days: list[Day]
    older: str = ""


@dataclass(frozen=True)
class Unrelated:
    """A look by somebody who was nothing to the pupil, in words."""

    sighting: Sighting
    what: str
    why: str


@dataclass(frozen=True)
class UnrelatedPage:
    rows: list[Unrelated]
    alarms: list[LookAlarm]


def things() -> dict[str, str]:
    """The kinds of what was seen, as a home says them."""
    return {
        "product": _("Noget, eleven har lavet"),
        "product_file_url": _("En fil"),
        "feedback_given": _("Feedback"),
        "feedback_draft": _("Feedback, der er ved at blive skrevet"),
        "goal": _("Mål"),
        "self_assessment": _("Elevens egen vurdering"),
        "plan_live": _("Elevplan"),
        "plan_draft": _("Elevplan, der er ved at blive skrevet"),
        "plan_published": _("Delt elevplan"),
        "dialogue": _("Svar på elevplanen"),
        "portfolio_item": _("Portfolio"),
        "selection": _("Udvalgte spor"),
        "reflection": _("Tanker om et spor"),
        "wellbeing_answers": _("Trivselstjek"),
        "talk_wish": _("Ønske om at tale"),
        "search": _("Søgning"),
    }


def _why(each: Sighting) -> str:
    """What the reader was, and the reason where one was given. No name: who it was is told on request (EU-Domstolen, C-579/21)."""
    said = {
        "lead": _("Klasseleder"),
        "subject": _("Lærer i faget"),
        "team": _("Pædagog i teamet"),
        "case": _("Støtteperson"),
        "cover": _("Vikar i klassen"),
        "purpose": _("Leder med en grund"),
        "support": _("Teknisk støtte, godkendt af kommunen"),
        "peer": _("Elev, der har lavet det sammen"),
    }.get(each.tie, _("Ansat uden tilknytning til klassen"))
    return f"{said}: «{each.purpose}»" if each.purpose else said


def looks_page(actor: Actor, code: str, before: str = "") -> LooksPage:
    """The newest looks at a pupil by others than the homes, day by day. For the pupil and who has custody. Two queries.

    before   the moment (ISO) that the page ends at, from `older`
    """
    pupil = guard.get_or_404(actor, Person, code, thing="audit_log_about_me")
    rows = sightings.newest_of_pupil(pupil.pk, _moment(before, actor.now), SHOWN + 1, but=actor.person_id)
    older = rows[SHOWN - 1].at.isoformat() if len(rows) > SHOWN else ""
    return LooksPage(pupil, _by_day(rows[:SHOWN]), older)


def _moment(text: str, now: dt.datetime) -> dt.datetime:
    """Just after `now` where `text` is none: what was seen this very moment counts too."""
    try:
        said = dt.datetime.fromisoformat(text)
    except ValueError:
        return now + dt.timedelta(seconds=1)
    return said if said.tzinfo else now + dt.timedelta(seconds=1)


def _by_day(rows: Iterable[Sighting]) -> list[Day]:
    days: dict[dt.date, dict[tuple[str, str], Line]] = {}
    words = things()
    for each in rows:
        lines = days.setdefault(local(each.at).date(), {})
        what, why = words.get(each.thing, each.thing), _why(each)
        if (what, why) in lines:
            lines[what, why].times += 1
        else:
            lines[what, why] = Line(each.at, what, why)
    return [Day(long_day(day), list(lines.values())) for day, lines in days.items()]


def unrelated_page(actor: Actor) -> UnrelatedPage:
    """The newest looks at the pupils of the actor's schools by whoever was nothing to them, and who read too many. Four queries.

    For leaders, and the municipality's register administrator; 404 for others.
    """
    schools = list(guard.visible(actor, School, thing="audit_log").values_list("pk", flat=True))
    if not schools:
        raise Http404
    goes_there = Exists(Enrolment.objects.filter(live(actor.today), person=OuterRef("pk"), school__in=schools))
    words = things()
    rows = [
        Unrelated(each, words.get(each.thing, each.thing), _why(each))
        for each in sightings.without_relation(Q(goes_there), SHOWN)
    ]
    return UnrelatedPage(rows, _alarms(actor, schools))


def _alarms(actor: Actor, schools: list[int]) -> list[LookAlarm]:
    """Of whoever works or goes at these schools; the administrator sees everybody's."""
    rows = LookAlarm.objects.select_related("person").order_by("-at")
    if "municipal_admin" not in actor.relations.municipal:
        theirs = (
            model.objects.filter(live(actor.today), person=OuterRef("person"), school__in=schools)
            for model in (Post, Enrolment)
        )
        works, goes = (Exists(each) for each in theirs)
        rows = rows.filter(works | goes)
    return list(rows[:ALARMS_SHOWN])
