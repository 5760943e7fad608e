"""What an actor is to pupils, groups and schools, loaded once a request in one query.

Roles are never stored on the account: they follow from dated rows of `people` and from the rows that a leader or secretary
sets here (decision 0015). Everything is evaluated on the actor's `now`.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db import connection

from spor.access import legs
from spor.base import clock

EMPTY: frozenset[int] = frozenset()
K = TypeVar("K", str, int)
# What somebody is to a pupil, the closest first.
TIES = ("guardian", "lead", "subject", "team", "case", "cover", "purpose")
# kind, pupil, group, school, subject, detail
Row = tuple[str, int | None, int | None, int | None, int | None, str]


@dataclass(frozen=True)
class Relations:
    """Literal ids, by kind of relation.

    pupils       "guardian", "restricted", "lead", "subject", "team", "cover", "case", "purpose", "peer" → pupil ids
    groups       "member", "child_member", "lead", "subject", "team", "cover", "case", "attached" → group ids
    schools      "staff", "leader", "secretary", "superuser", "support", "pupil" → school ids
    subjects     subject id → pupil ids taught that subject
    subject_groups  subject id → group ids taught that subject
    municipal    "municipal_admin", "municipal_analyst"
    parts_off    school id → the parts of Spor that it has not taken into use; of the actor's own and their children's schools
    reasons      pupil id → why a leader reads about them
    throttled    has read so many persons in so short a time that no more are shown for now
    """

    pupils: dict[str, frozenset[int]] = field(default_factory=dict)
    groups: dict[str, frozenset[int]] = field(default_factory=dict)
    schools: dict[str, frozenset[int]] = field(default_factory=dict)
    subjects: dict[int, frozenset[int]] = field(default_factory=dict)
    subject_groups: dict[int, frozenset[int]] = field(default_factory=dict)
    municipal: frozenset[str] = frozenset()
    parts_off: dict[int, frozenset[str]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    throttled: bool = False

    def pupils_of(self, kind: str) -> frozenset[int]:
        return self.pupils.get(kind, EMPTY)

    def groups_of(self, kind: str) -> frozenset[int]:
        return self.groups.get(kind, EMPTY)

    def schools_of(self, kind: str) -> frozenset[int]:
        return self.schools.get(kind, EMPTY)

    def tie_to(self, pupil: int) -> str:
        """What the person is to this pupil, in one word: the closest of what they are; "" for nothing."""
        return next((kind for kind in TIES if pupil in self.pupils_of(kind)), "")

    def about(self, pupil: int) -> "Relations":
        """These relations without those to other pupils."""
        one = frozenset({pupil})
        return replace(
            self,
            pupils={kind: one for kind, ids in self.pupils.items() if pupil in ids},
            subjects={subject: one for subject, ids in self.subjects.items() if pupil in ids},
        )


_LEADERS = {"leader", "management"}
_OUTSIDERS = {"extern", "trainee", "substitute"}  # a substitute sees what the window gives, and no more


def load(person_id: int, now: dt.datetime) -> Relations:
    """Every live relation of one person, in one query."""
    return _gathered(_asked(legs.OF_PERSON, now, me=person_id))


def around(pupil_id: int, now: dt.datetime) -> dict[int, Relations]:
    """What each person is to one pupil, by their ids, in one query: everybody with a live relation, and the staff of the pupil's school.

    The same relations as `load` finds, seen from the other end, and narrowed to this pupil.
    """
    rows: dict[int, list[Row]] = defaultdict(list)
    for person, *row in _asked(legs.OF_PUPIL, now, pupil=pupil_id):
        rows[person].append(tuple(row))
    return {person: _gathered(found) for person, found in rows.items()}


def _asked(sql: str, now: dt.datetime, **ids: int) -> list[Any]:
    today = clock.today(now)
    grown = _eighteen_years_before(today)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": _bound(today), "now": _bound(now), "grown": _bound(grown), **ids})
        rows: list[Any] = cursor.fetchall()
    return rows


def _gathered(rows: list[Row]) -> Relations:
    pupils: dict[str, set[int]] = defaultdict(set)
    groups: dict[str, set[int]] = defaultdict(set)
    schools: dict[str, set[int]] = defaultdict(set)
    subjects: dict[int, set[int]] = defaultdict(set)
    subject_groups: dict[int, set[int]] = defaultdict(set)
    municipal: set[str] = set()
    parts_off: dict[int, set[str]] = defaultdict(set)
    for kind, pupil, group, school, subject, detail in rows:
        if kind == "post" and school is None:
            municipal.add(detail)
        elif kind == "post":
            for relation in _by_post(detail):
                schools[relation].add(school or 0)
        elif kind == "part_off":
            parts_off[school or 0].add(detail)
        elif kind in ("purpose", "throttled"):
            continue
        elif school is not None:
            schools[kind].add(school)
        else:
            _add(pupils[kind], pupil)
            _add(groups[kind], group)
            if kind == "cover" and detail:
                _add(groups["cover_write"], group)
            if subject is not None:
                _add(subjects[subject], pupil)
                _add(subject_groups[subject], group)
    reasons = {row[1]: row[5] for row in rows if row[0] == "purpose" and row[1] and row[3] in schools["leader"]}
    pupils["purpose"] = set(reasons)
    return Relations(
        *(_frozen(pupils), _frozen(groups), _frozen(schools), _frozen(subjects), _frozen(subject_groups)),
        municipal=frozenset(municipal),
        parts_off={school: frozenset(parts) for school, parts in parts_off.items()},
        reasons=reasons,
        throttled=any(row[0] == "throttled" for row in rows),
    )


def _by_post(role: str) -> list[str]:
    """The relations to a school that a post there gives."""
    if role in _OUTSIDERS:
        return []
    more = ["leader"] if role in _LEADERS else ["secretary"] if role == "secretary" else []
    return ["staff", *more]


def _add(ids: set[int], one: int | None) -> None:
    if one is not None:
        ids.add(one)


def _frozen(sets: dict[K, set[int]]) -> dict[K, frozenset[int]]:
    return {kind: frozenset(ids) for kind, ids in sets.items() if ids}


def _bound(moment: dt.date | dt.datetime) -> Any:
    """A parameter as the column stores it: SQLite keeps dates and UTC datetimes as text."""
    if isinstance(moment, dt.datetime):
        return connection.ops.adapt_datetimefield_value(moment)
    return connection.ops.adapt_datefield_value(moment)


def _eighteen_years_before(day: dt.date) -> dt.date:
    """Whoever was born on this day turns 18 today; custody, and its access, ends then (forældreansvarsloven § 1)."""
    try:
        return day.replace(year=day.year - 18)
    except ValueError:  # 29 February
        return dt.date(day.year - 18, 2, 28)
