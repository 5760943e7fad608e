"""What stands around a pupil's plan, in one statement: the class, who is at home, who leads, what was shared and who has read it.

It is asked by the pupil alone and compiled once (base.compiled). Rights come first: the guard has handed out the pupil with `plan_live`,
and the table gives what was shared to the same readers (a test holds the two rows equal). Who has read what is told only to those
who `dialogue.read_by` is for, and to each of themselves.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Trim

from spor.access.models import Restriction, TeamRole
from spor.base.compiled import Compiled
from spor.curriculum.models import Subject
from spor.people.models import Enrolment, Guardianship
from spor.plans.models import Acknowledgement, PlanSnapshot, SnapshotLine

_WORDS = ("a", "b", "c", "d", "e", "f")
_BLANKS: dict[str, Any] = {
    **dict.fromkeys(_WORDS, Value("", output_field=models.TextField())),
    "n": Cast(Value(None), models.BigIntegerField()),
    "from_on": Cast(Value(None), models.DateField()),
    "to_on": Cast(Value(None), models.DateField()),
    "at": Cast(Value(None), models.DateTimeField()),
}


@dataclass(frozen=True)
class Place:
    """Where the pupil goes today."""

    class_id: int | None = None
    class_name: str = ""
    class_code: str = ""
    school_name: str = ""
    grade: int | None = None


@dataclass(frozen=True)
class Home:
    """Somebody at home who may read the plan: custody or another basis, and no restriction (decision 0006)."""

    id: int
    code: str
    name: str
    first_name: str
    is_protected: bool


@dataclass(frozen=True)
class Line:
    """A sentence of the newest shared plan. `subject` None is the common section."""

    text: str
    who: str
    subject: Subject | None


@dataclass(frozen=True)
class Shared:
    """A shared plan in a list."""

    id: int
    code: str
    at: dt.datetime
    label: str
    by: str
    since_on: dt.date | None


@dataclass(frozen=True)
class Around:
    """Newest first: `shared`; `lines` are the sentences of the newest; `read` holds when (snapshot, person) was acknowledged."""

    place: Place = field(default_factory=Place)
    homes: list[Home] = field(default_factory=list)
    lead: str = ""
    shared: list[Shared] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    read: dict[tuple[int, int], dt.datetime] = field(default_factory=dict)


def around(pupil_id: int, today: dt.date, *, is_grown: bool) -> Around:
    """Everything around one pupil's plan as it is on `today`. One query. `is_grown`: 18 or over, so that custody has ended."""
    found: dict[str, list[_Row]] = {}
    for row in _AROUND([pupil_id]):
        found.setdefault(row[0], []).append(_Row(*row[1:]))
    live = {kind: [row for row in rows if _is_live(row, today)] for kind, rows in found.items()}
    place = max(live.get("class", []), key=lambda row: (row.from_on, row.id), default=None)
    closed = {row.id for row in live.get("closed", [])}
    homes = [row for row in live.get("home", []) if row.n and row.id not in closed and not is_grown]
    leads = [row for row in live.get("lead", []) if place and row.id == place.id]
    shared = sorted(found.get("shared", []), key=lambda row: (row.at, row.id), reverse=True)
    return Around(
        place=Place(place.id, place.a, place.b, place.c, place.n) if place else Place(),
        homes=[Home(row.id, row.a, row.b, row.c, bool(row.d)) for row in homes],
        lead=min(leads, key=lambda row: row.from_on).c if leads else "",
        shared=[Shared(row.id, row.a, row.at, row.b, row.c, row.from_on) for row in shared],
        lines=[_line(row) for row in sorted(found.get("line", []), key=lambda row: row.id)],
        read={(row.n or 0, row.id): row.at for row in found.get("read", [])},
    )


@dataclass(frozen=True)
class _Row:
    """A row of the statement; what each column holds depends on the leg it comes from."""

    id: int
    a: str
    b: str
    c: str
    d: str
    e: str
    f: str
    n: int | None
    from_on: Any
    to_on: Any
    at: Any


def _is_live(row: _Row, today: dt.date) -> bool:
    return row.from_on is None or (row.from_on <= today and (row.to_on is None or row.to_on > today))


def _line(row: _Row) -> Line:
    subject = Subject(pk=row.n, name=row.c, key=row.d, hue=row.e, icon=row.f) if row.n else None
    return Line(row.a, row.b, subject)


def _name(path: str) -> Trim:
    """The name that is shown of a person, the alias where there is one."""
    given, family = (
        Concat(F(f"{path}{part}given_name"), Value(" "), F(f"{path}{part}family_name")) for part in ("", "alias_")
    )
    plain = Q(**{f"{path}alias_given_name": "", f"{path}alias_family_name": ""})
    return Trim(Case(When(plain, then=given), default=family))


def _first_name(path: str) -> Case:
    return Case(
        When(**{f"{path}alias_given_name": ""}, then=F(f"{path}given_name")), default=F(f"{path}alias_given_name")
    )


def _leg(kind: str, rows: QuerySet[Any], id: str, **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """One list of the statement, in the common columns."""
    named = {
        f"c_{name}": Cast(columns[name], models.TextField())
        if name in _WORDS and name in columns
        else columns.get(name, blank)
        for name, blank in _BLANKS.items()
    }
    text = Value(kind, output_field=models.TextField())
    found: QuerySet[Any, tuple[Any, ...]] = (
        rows.order_by().annotate(c_kind=text, c_id=F(id), **named).values_list("c_kind", "c_id", *named)
    )
    return found


def _legs(ids: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    dates = {"from_on": F("from_on"), "to_on": F("to_on")}
    snapshots = PlanSnapshot.objects.filter(pupil__in=ids)
    newest = snapshots.order_by("-at", "-pk").values("pk")[:1]
    lines = SnapshotLine.objects.filter(snapshot=Subquery(newest), kind=SnapshotLine.Kind.SENTENCE)
    leads = TeamRole.objects.filter(
        kind=TeamRole.Kind.LEAD, group__in=Enrolment.objects.filter(person__in=ids).values("group")
    )
    basis = Case(When(Q(has_custody=True) | ~Q(legal_basis=""), then=Value(1)), default=Value(0))
    protected = Case(When(guardian__is_protected=True, then=Value("1")), default=Value(""))
    said = {name: F(f"subject__{path}") for name, path in (("c", "name"), ("d", "key"), ("e", "hue"), ("f", "icon"))}
    at_school = {"a": F("group__name"), "b": F("group__code"), "c": F("school__name")}
    by_name = {"a": F("guardian__code"), "b": _name("guardian__"), "c": _first_name("guardian__"), "d": protected}
    first = _leg("class", Enrolment.objects.filter(person__in=ids), "group", n=F("grade"), **at_school, **dates)
    return first.union(
        _leg("home", Guardianship.objects.filter(pupil__in=ids), "guardian", n=basis, **by_name, **dates),
        _leg("closed", Restriction.objects.filter(pupil__in=ids), "guardian", **dates),
        _leg("lead", leads, "group", c=_first_name("person__"), **dates),
        _leg("shared", snapshots, "pk", a=F("code"), b=F("label"), c=_name("by__"), from_on=F("since_on"), at=F("at")),
        _leg("line", lines, "rank", a=F("text"), b=F("who"), n=F("subject"), **said),
        _leg(
            "read",
            Acknowledgement.objects.filter(snapshot__in=snapshots.values("pk")),
            "person",
            n=F("snapshot"),
            at=F("at"),
        ),
        all=True,
    )


_AROUND = Compiled(_legs, 1)
