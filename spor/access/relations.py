"""What an actor is to pupils, groups and schools, loaded once a request in one query.

Roles are never stored on the account: they follow from dated rows of `people` and from the rows that a leader or secretary
sets here (decision 0015). Everything is evaluated on the actor's `now`.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection

from spor.base import clock

EMPTY: frozenset[int] = frozenset()
K = TypeVar("K", str, int)


@dataclass(frozen=True)
class Relations:
    """Literal ids, by kind of relation.

    pupils       "guardian", "restricted", "lead", "subject", "team", "cover", "case", "purpose", "peer" → pupil ids
    groups       "member", "child_member", "lead", "subject", "team", "cover", "case", "attached" → group ids
    schools      "staff", "leader", "secretary", "pupil" → school ids
    subjects     subject id → pupil ids taught that subject
    subject_groups  subject id → group ids taught that subject
    municipal    "municipal_admin", "municipal_analyst"
    """

    pupils: dict[str, frozenset[int]] = field(default_factory=dict)
    groups: dict[str, frozenset[int]] = field(default_factory=dict)
    schools: dict[str, frozenset[int]] = field(default_factory=dict)
    subjects: dict[int, frozenset[int]] = field(default_factory=dict)
    subject_groups: dict[int, frozenset[int]] = field(default_factory=dict)
    municipal: frozenset[str] = frozenset()

    def pupils_of(self, kind: str) -> frozenset[int]:
        return self.pupils.get(kind, EMPTY)

    def groups_of(self, kind: str) -> frozenset[int]:
        return self.groups.get(kind, EMPTY)

    def schools_of(self, kind: str) -> frozenset[int]:
        return self.schools.get(kind, EMPTY)


# One statement, the same on both databases. Columns: kind, pupil, group, school, subject, detail.
_LIVE = "{0}.from_on <= %(today)s AND ({0}.to_on IS NULL OR {0}.to_on > %(today)s)"
_PUPILS = "LEFT JOIN people_membership m ON m.group_id = g.id AND m.role = 'pupil' AND " + _LIVE.format("m")
_SQL = f"""
SELECT 'guardian', x.pupil_id, CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM people_guardianship x JOIN people_person p ON p.id = x.pupil_id
 WHERE x.guardian_id = %(me)s AND {_LIVE.format("x")} AND (x.has_custody OR x.legal_basis <> '')
   AND (p.born_on IS NULL OR p.born_on > %(grown)s)
UNION ALL
SELECT 'child_member', x.pupil_id, m.group_id, CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM people_guardianship x JOIN people_person p ON p.id = x.pupil_id
  JOIN people_membership m ON m.person_id = x.pupil_id AND m.role = 'pupil' AND {_LIVE.format("m")}
 WHERE x.guardian_id = %(me)s AND {_LIVE.format("x")} AND (x.has_custody OR x.legal_basis <> '')
   AND (p.born_on IS NULL OR p.born_on > %(grown)s)
UNION ALL
SELECT 'restricted', x.pupil_id, CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM access_restriction x WHERE x.guardian_id = %(me)s AND {_LIVE.format("x")}
UNION ALL
SELECT 'member', CAST(NULL AS bigint), m.group_id, CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM people_membership m WHERE m.person_id = %(me)s AND m.role = 'pupil' AND {_LIVE.format("m")}
UNION ALL
SELECT 'pupil', CAST(NULL AS bigint), CAST(NULL AS bigint), e.school_id, CAST(NULL AS bigint), ''
  FROM people_enrolment e WHERE e.person_id = %(me)s AND {_LIVE.format("e")}
UNION ALL
SELECT 'attached', CAST(NULL AS bigint), m.group_id, CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM people_membership m WHERE m.person_id = %(me)s AND m.role = 'staff' AND {_LIVE.format("m")}
UNION ALL
SELECT x.kind, m.person_id, x.group_id, CAST(NULL AS bigint), x.subject_id, ''
  FROM access_teamrole x JOIN people_group g ON g.id = x.group_id {_PUPILS}
 WHERE x.person_id = %(me)s AND {_LIVE.format("x")} AND EXISTS (
   SELECT 1 FROM people_post w WHERE w.person_id = %(me)s AND w.school_id = g.school_id AND {_LIVE.format("w")})
UNION ALL
SELECT 'cover', m.person_id, x.group_id, CAST(NULL AS bigint), CAST(NULL AS bigint), CASE WHEN x.may_write THEN 'write' ELSE '' END
  FROM access_cover x JOIN people_group g ON g.id = x.group_id {_PUPILS}
 WHERE x.person_id = %(me)s AND x.from_at <= %(now)s AND x.to_at > %(now)s AND EXISTS (
   SELECT 1 FROM people_post w WHERE w.person_id = %(me)s AND w.school_id = g.school_id AND {_LIVE.format("w")})
UNION ALL
SELECT 'case', COALESCE(x.pupil_id, m.person_id), x.group_id, CAST(NULL AS bigint), CAST(NULL AS bigint), ''
  FROM access_supportcase x LEFT JOIN people_group g ON g.id = x.group_id {_PUPILS}
 WHERE x.person_id = %(me)s AND {_LIVE.format("x")} AND EXISTS (
   SELECT 1 FROM people_post w WHERE w.person_id = %(me)s AND {_LIVE.format("w")})
UNION ALL
SELECT 'post', CAST(NULL AS bigint), CAST(NULL AS bigint), x.school_id, CAST(NULL AS bigint), x.role
  FROM people_post x WHERE x.person_id = %(me)s AND {_LIVE.format("x")}
UNION ALL
SELECT 'purpose', x.pupil_id, CAST(NULL AS bigint), e.school_id, CAST(NULL AS bigint), ''
  FROM access_purpose x JOIN people_enrolment e ON e.person_id = x.pupil_id AND {_LIVE.format("e")}
 WHERE x.person_id = %(me)s AND x.from_at <= %(now)s AND x.to_at > %(now)s
"""  # noqa: S608 # built from the constants above; values go in as parameters

_LEADERS = {"leader", "management"}
_OUTSIDERS = {"extern", "trainee", "substitute"}  # a substitute sees what the window gives, and no more


def load(person_id: int, now: dt.datetime) -> Relations:
    """Every live relation of one person, in one query."""
    today = clock.today(now)
    grown = _eighteen_years_before(today)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"me": person_id, "today": _bound(today), "now": _bound(now), "grown": _bound(grown)})
        rows = cursor.fetchall()
    return _gathered(rows)


def _gathered(rows: list[tuple[str, int | None, int | None, int | None, int | None, str]]) -> Relations:
    pupils: dict[str, set[int]] = defaultdict(set)
    groups: dict[str, set[int]] = defaultdict(set)
    schools: dict[str, set[int]] = defaultdict(set)
    subjects: dict[int, set[int]] = defaultdict(set)
    subject_groups: dict[int, set[int]] = defaultdict(set)
    municipal: set[str] = set()
    purposes: list[tuple[int, int]] = []
    for kind, pupil, group, school, subject, detail in rows:
        if kind == "post":
            if school is None:
                municipal.add(detail)
            elif detail not in _OUTSIDERS:
                schools["staff"].add(school)
                if detail in _LEADERS:
                    schools["leader"].add(school)
                if detail == "secretary":
                    schools["secretary"].add(school)
        elif kind == "purpose":
            purposes.append((pupil or 0, school or 0))
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
    pupils["purpose"] = {pupil for pupil, school in purposes if school in schools["leader"]}
    return Relations(
        _frozen(pupils),
        _frozen(groups),
        _frozen(schools),
        _frozen(subjects),
        _frozen(subject_groups),
        frozenset(municipal),
    )


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
