"""A class before its talks, on one page: what each plan still lacks by law, who has prepared, who has read.

For whoever leads the class. Each at home stands apart; only the team sees who has done what (decision 0006).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import Restriction, SupportCase
from spor.base import clock, schoolyear
from spor.base.codes import new_code
from spor.base.collate import key as danish_key
from spor.people.models import Enrolment, Group, Guardianship, Membership, Person, live
from spor.plans import law
from spor.plans.models import Confirmation, FocusPoint, Intervention, PlanSnapshot, Sentence, SnapshotLine, Talk
from spor.plans.models.agreement import Side
from spor.plans.models.talk import TalkEnd
from spor.ui.moments import local

_CASE = "case"
_OPEN = "open"


@dataclass(frozen=True)
class Part:
    """One who takes part: whether they have prepared, and whether they have read the book."""

    name: str
    is_prepared: bool
    is_read: bool


@dataclass(frozen=True)
class Row:
    """One pupil. `talk_at` None: no talk is called. `shared_at`: the book of this school year."""

    pupil: Person
    lacking: list[str]
    talk_code: str
    talk_at: dt.datetime | None
    is_held: bool
    parts: list[Part]
    is_team_prepared: bool
    shared_at: dt.datetime | None
    book: str

    @property
    def when_field(self) -> str:
        """The moment as a datetime-local field wants it."""
        return local(self.talk_at).strftime("%Y-%m-%dT%H:%M") if self.talk_at and not self.is_held else ""


@dataclass(frozen=True)
class Overview:
    """The class, its pupils in Danish order."""

    group: Group
    rows: list[Row]
    now: dt.datetime
    key: str = field(default_factory=new_code)
    trouble: str = ""

    @property
    def ready(self) -> int:
        """Pupils whose plan lacks nothing by law."""
        return sum(not row.lacking for row in self.rows)

    @property
    def without_talk(self) -> int:
        return sum(row.talk_at is None for row in self.rows)

    @property
    def source(self) -> str:
        return str(law.SOURCE)


def overview(actor: Actor, code: str) -> Overview:
    """The class with this code, for whoever leads it. Eight queries, the look's two among them, whatever the number of pupils."""
    members = list(_members(actor, code))
    if not members:
        return Overview(guard.get_or_404(actor, Group, code, thing="class_talks"), [], actor.now)
    group, pupils = members[0].group, [each.person for each in members]
    ids = [pupil.pk for pupil in pupils]
    guard.page(actor, pupils, thing="plan_live")
    homes, talks, books, told = _homes(actor, ids), _talks(ids), _books(actor, ids), _told(actor, ids)
    rows = [
        _row(actor, each.person, vars(each)["grade"], homes[each.person_id], talks, books, told[each.person_id])
        for each in sorted(members, key=lambda each: (danish_key(each.person.name), each.person_id))
    ]
    return Overview(group, rows, actor.now)


def _members(actor: Actor, code: str) -> QuerySet[Membership]:
    """The pupils of the class today, each with the grade they are enrolled at; nobody for whom the page is not."""
    enrolled = Enrolment.objects.filter(live(actor.today), person=OuterRef("person"), group=OuterRef("group"))
    return (
        Membership.objects.filter(
            live(actor.today),
            role=Membership.Role.PUPIL,
            group__code=code,
            group__in=guard.visible(actor, Group, thing="class_talks"),
        )
        .select_related("person", "group")
        .annotate(grade=Coalesce(enrolled.values("grade")[:1], F("group__grade")))
    )


def _homes(actor: Actor, ids: Collection[int]) -> dict[int, list[Person]]:
    """Pupil → the guardians who may read the plan. One query."""
    closed = Restriction.objects.filter(live(actor.today), guardian=OuterRef("guardian"), pupil=OuterRef("pupil"))
    rows = Guardianship.objects.filter(
        Q(has_custody=True) | ~Q(legal_basis=""), ~Exists(closed), live(actor.today), pupil__in=ids
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for each in rows.select_related("guardian").order_by("pk"):
        found[each.pupil_id].append(each.guardian)
    return found


@dataclass
class _Talk:
    code: str
    at: dt.datetime
    is_held: bool
    by: dict[int, str] = field(default_factory=dict)


def _talks(ids: Collection[int]) -> dict[int, _Talk]:
    """Pupil → the newest talk that is not called off, with who has prepared it. One query."""
    rows = Talk.objects.filter(pupil__in=ids).exclude(end__kind=TalkEnd.Kind.OFF).order_by("pupil", "at", "pk")
    found: dict[int, _Talk] = {}
    for pupil, code, at, kind, by, side in rows.values_list(
        "pupil", "code", "at", "end__kind", "preparations__by", "preparations__side"
    ):
        if pupil not in found or found[pupil].code != code:
            found[pupil] = _Talk(code, at, kind == TalkEnd.Kind.HELD)
        if by:
            found[pupil].by[by] = side
    return found


@dataclass
class _Book:
    code: str
    at: dt.datetime
    read: set[int] = field(default_factory=set)


def _books(actor: Actor, ids: Collection[int]) -> dict[int, _Book]:
    """Pupil → the newest book of this school year, with who has read it. One query."""
    year = clock.start_of_day(schoolyear.year_starts(schoolyear.school_year(actor.today)))
    rows = PlanSnapshot.objects.filter(pupil__in=ids, at__gte=year).order_by("pupil", "at", "pk")
    found: dict[int, _Book] = {}
    for pupil, code, at, person in rows.values_list("pupil", "code", "at", "acknowledgements__person"):
        if pupil not in found or found[pupil].code != code:
            found[pupil] = _Book(code, at)
        if person:
            found[pupil].read.add(person)
    return found


def _told(actor: Actor, ids: Sequence[int]) -> dict[int, set[str]]:
    """Pupil → what is written about: this period's confirmed sentences, shown focus points, and the book of this school year. One query.

    Beside keys of subjects and areas: CASE where a support person has the pupil, OPEN for an intervention without its follow-up, and
    law.CHALLENGE for one with it.
    """
    year = clock.start_of_day(schoolyear.year_starts(schoolyear.school_year(actor.today)))
    stands = Confirmation.objects.filter(sentence=OuterRef("pk"), n=OuterRef("n"))
    confirmed = Sentence.objects.filter(Exists(stands), pupil__in=ids, dropped_at=None, written_at__gte=year)
    points = FocusPoint.objects.filter(pupil__in=ids, end=None, release__isnull=False)
    lines = SnapshotLine.objects.filter(
        snapshot__pupil__in=ids, snapshot__at__gte=year, kind__in=[SnapshotLine.Kind.SENTENCE, SnapshotLine.Kind.FOCUS]
    )
    interventions = Intervention.objects.filter(pupil__in=ids, end=None)
    cases = SupportCase.objects.filter(live(actor.today), pupil__in=ids)
    rows = _leg(confirmed, "pupil", Coalesce(F("subject__key"), Value(""))).union(
        _leg(points, "pupil", Coalesce(F("subject__key"), F("area"))),
        _leg(lines, "snapshot__pupil", Coalesce(F("subject__key"), F("area"))),
        _leg(interventions.filter(follow_up=""), "pupil", Value(_OPEN)),
        _leg(interventions.exclude(follow_up=""), "pupil", Value(law.CHALLENGE)),
        _leg(cases, "pupil", Value(_CASE)),
    )
    found: dict[int, set[str]] = defaultdict(set)
    for pupil, about in rows:
        found[pupil].add(about)
    return found


def _leg(rows: QuerySet[Any], pupil: str, about: Any) -> QuerySet[Any, tuple[Any, ...]]:
    named = rows.order_by().annotate(o_pupil=F(pupil), o_about=Cast(about, CharField()))
    found: QuerySet[Any, tuple[Any, ...]] = named.values_list("o_pupil", "o_about")
    return found


def _row(
    actor: Actor,
    pupil: Person,
    grade: int | None,
    homes: list[Person],
    talks: dict[int, _Talk],
    books: dict[int, _Book],
    told: set[str],
) -> Row:
    talk, book = talks.get(pupil.pk), books.get(pupil.pk)
    by, read = (talk.by if talk else {}), (book.read if book else set())
    challenged = bool(told & {_CASE, _OPEN, law.CHALLENGE})
    held = told - {law.CHALLENGE} if _OPEN in told else told
    return Row(
        pupil=pupil,
        lacking=[str(each.short) for each in law.lacking(grade, held, actor.today, is_challenged=challenged)],
        talk_code=talk.code if talk else "",
        talk_at=talk.at if talk else None,
        is_held=bool(talk and talk.is_held),
        parts=[Part(each.first_name, each.pk in by, each.pk in read) for each in (pupil, *homes)],
        is_team_prepared=Side.SCHOOL in by.values(),
        shared_at=book.at if book else None,
        book=book.code if book else "",
    )
