"""Where each relation stands in the database, written once and asked both ways: of a person, and of a pupil (decision 0015).

Parameters: today, now, grown (whoever was born on it turns 18 today), and me or pupil.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Leg:
    """Where one kind of relation stands: whose it is (`person`), to whom or what, in which `rows`, `when` it is live.

    `about` is what a pupil is found by, where that is not the column `pupil`; "" for legs that say nothing of one pupil.
    """

    kind: str
    person: str
    rows: str
    when: str
    pupil: str = "CAST(NULL AS bigint)"
    group: str = "CAST(NULL AS bigint)"
    school: str = "CAST(NULL AS bigint)"
    subject: str = "CAST(NULL AS bigint)"
    detail: str = "''"
    about: str = ""

    @property
    def _columns(self) -> str:
        return f"{self.kind}, {self.pupil}, {self.group}, {self.school}, {self.subject}, {self.detail}"

    @property
    def of_person(self) -> str:
        return f"SELECT {self._columns} FROM {self.rows} WHERE {self.person} = %(me)s AND {self.when}"  # noqa: S608 # built from constants; values go in as parameters

    @property
    def of_pupil(self) -> str:
        return f"SELECT {self.person}, {self._columns} FROM {self.rows} WHERE {self.about} AND {self.when}"  # noqa: S608 # built from constants; values go in as parameters


# The same on both databases, asked both ways: what somebody is to all pupils, and what all are to one pupil.
_LIVE = "{0}.from_on <= %(today)s AND ({0}.to_on IS NULL OR {0}.to_on > %(today)s)"
_NOW = "x.from_at <= %(now)s AND x.to_at > %(now)s"
_PUPILS = "LEFT JOIN people_membership m ON m.group_id = g.id AND m.role = 'pupil' AND " + _LIVE.format("m")
_IN_GROUPS = f"people_membership m ON m.person_id = x.pupil_id AND m.role = 'pupil' AND {_LIVE.format('m')}"
_EMPLOYED = f"EXISTS (SELECT 1 FROM people_post w WHERE w.person_id = x.person_id AND {_LIVE.format('w')})"  # noqa: S608 # built from constants; values go in as parameters
_EMPLOYED_THERE = _EMPLOYED.replace(" AND w.from_on", " AND w.school_id = g.school_id AND w.from_on", 1)
_CHILDREN = "people_guardianship x JOIN people_person p ON p.id = x.pupil_id"
_CUSTODY = (
    f"{_LIVE.format('x')} AND (x.has_custody OR x.legal_basis <> '') AND (p.born_on IS NULL OR p.born_on > %(grown)s)"
)
# A protected child from whom a guardian is kept away: that guardian learns nothing at all, not even where the child goes.
_KEPT_AWAY = f"""(p.is_protected AND EXISTS (SELECT 1 FROM access_restriction k
    WHERE k.guardian_id = x.guardian_id AND k.pupil_id = x.pupil_id AND {_LIVE.format("k")}))"""  # noqa: S608 # built from constants; values go in as parameters
_CUSTODY = f"{_CUSTODY} AND NOT {_KEPT_AWAY}"
_THEIR_SCHOOL = (
    f"x.school_id IN (SELECT e.school_id FROM people_enrolment e WHERE e.person_id = %(pupil)s AND {_LIVE.format('e')})"  # noqa: S608 # built from constants; values go in as parameters
)
_LEGS = (
    Leg("'guardian'", "x.guardian_id", _CHILDREN, _CUSTODY, "x.pupil_id", about="x.pupil_id = %(pupil)s"),
    Leg("'child_member'", "x.guardian_id", f"{_CHILDREN} JOIN {_IN_GROUPS}", _CUSTODY, "x.pupil_id", "m.group_id"),
    Leg(
        "'restricted'",
        "x.guardian_id",
        "access_restriction x",
        _LIVE.format("x"),
        "x.pupil_id",
        about="x.pupil_id = %(pupil)s",
    ),
    Leg(
        "'member'",
        "m.person_id",
        "people_membership m",
        f"m.role = 'pupil' AND {_LIVE.format('m')}",
        group="m.group_id",
    ),
    Leg("'pupil'", "e.person_id", "people_enrolment e", _LIVE.format("e"), school="e.school_id"),
    Leg(
        "'attached'",
        "m.person_id",
        "people_membership m",
        f"m.role = 'staff' AND {_LIVE.format('m')}",
        group="m.group_id",
    ),
    Leg(
        "x.kind",
        "x.person_id",
        f"access_teamrole x JOIN people_group g ON g.id = x.group_id {_PUPILS}",
        f"{_LIVE.format('x')} AND {_EMPLOYED_THERE}",
        "m.person_id",
        "x.group_id",
        subject="x.subject_id",
        about="m.person_id = %(pupil)s",
    ),
    Leg(
        "'cover'",
        "x.person_id",
        f"access_cover x JOIN people_group g ON g.id = x.group_id {_PUPILS}",
        f"{_NOW} AND {_EMPLOYED_THERE}",
        "m.person_id",
        "x.group_id",
        detail="CASE WHEN x.may_write THEN 'write' ELSE '' END",
        about="m.person_id = %(pupil)s",
    ),
    Leg(
        "'case'",
        "x.person_id",
        f"access_supportcase x LEFT JOIN people_group g ON g.id = x.group_id {_PUPILS}",
        f"{_LIVE.format('x')} AND {_EMPLOYED}",
        "COALESCE(x.pupil_id, m.person_id)",
        "x.group_id",
        about="COALESCE(x.pupil_id, m.person_id) = %(pupil)s",
    ),
    Leg(
        "'post'",
        "x.person_id",
        "people_post x",
        _LIVE.format("x"),
        school="x.school_id",
        detail="x.role",
        about=_THEIR_SCHOOL,
    ),
    Leg(
        "'superuser'",
        "x.person_id",
        "access_superuser x",
        f"{_LIVE.format('x')} AND {_EMPLOYED_THERE.replace('g.school_id', 'x.school_id')}",
        school="x.school_id",
    ),
    Leg(
        "'purpose'",
        "x.person_id",
        f"access_purpose x JOIN people_enrolment e ON e.person_id = x.pupil_id AND {_LIVE.format('e')}",
        _NOW,
        "x.pupil_id",
        school="e.school_id",
        detail="x.reason",
        about="x.pupil_id = %(pupil)s",
    ),
    Leg(
        "'support'",
        "x.person_id",
        "access_supportwindow x JOIN access_supportgrant a ON a.window_id = x.id"
        " JOIN people_post w ON w.person_id = x.person_id AND w.role = 'support'",
        f"a.from_at <= %(now)s AND a.to_at > %(now)s AND {_LIVE.format('w')}",
        school="x.school_id",
    ),
    Leg("'throttled'", "x.person_id", "access_lookalarm x", "x.at <= %(now)s AND x.until_at > %(now)s"),
)
# What a school has not taken into use, for those who work or go there, and for those whose children do.
_OFF = f"JOIN access_partoff x ON x.school_id = {{0}}.school_id AND {_LIVE.format('x')}"
_PART_LEGS = tuple(
    Leg("'part_off'", person, f"{rows} {_OFF.format(there)}", when, school="x.school_id", detail="x.part")
    for person, rows, there, when in (
        ("w.person_id", "people_post w", "w", _LIVE.format("w")),
        ("e.person_id", "people_enrolment e", "e", _LIVE.format("e")),
        (
            "c.guardian_id",
            "people_guardianship c JOIN people_enrolment e ON e.person_id = c.pupil_id",
            "e",
            f"{_LIVE.format('c')} AND {_LIVE.format('e')}",
        ),
    )
)
OF_PERSON = "\nUNION ALL\n".join(leg.of_person for leg in (*_LEGS, *_PART_LEGS))
OF_PUPIL = "\nUNION ALL\n".join(leg.of_pupil for leg in _LEGS if leg.about)
