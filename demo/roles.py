"""What leader and secretary set at the school, and whom the municipality appoints: the register knows none of it."""

import datetime as dt
from functools import partial

from demo import stage
from demo.cast import ACCOUNTS
from demo.register import AASEN, KASTANJE, TOOK_OVER
from demo.staff import AASEN_TEACHING, Teaching, kastanje_teaching
from spor.access.actions import end_team_role, make_secretary, open_cover, set_team_role
from spor.access.appointing import appoint
from spor.access.models import TeamRole
from spor.base.clock import COPENHAGEN
from spor.people.models import Post

LEADERS = {KASTANJE[0]: "susanne", AASEN[0]: "32hannel"}
MUNICIPAL = {"rikke": Post.Role.MUNICIPAL_ADMIN, "jan": Post.Role.MUNICIPAL_ANALYST}


def add_to(script: stage.Script) -> None:
    """Posts, team roles of all years, and the substitute's window."""
    for account, role in MUNICIPAL.items():
        script.add(_morning(dt.date(2021, 1, 4)), partial(_appoint, account, role))
    script.add(_morning(dt.date(2018, 8, 1)), _secretary)
    for number, rows in ((KASTANJE[0], kastanje_teaching()), (AASEN[0], AASEN_TEACHING)):
        for row in rows:
            script.add(_morning(dt.date(row.since, 8, 1)), partial(_begin, row, number))
            if row.until:
                script.add(_morning(dt.date(row.until + 1, 8, 1)), partial(_end, row, number))
    who, group, on = TOOK_OVER
    script.add(_morning(on), partial(_begin, Teaching(who, group, "subject", "mat", 2026), KASTANJE[0]))
    script.add(stage.moment("2026-11-24 15.10"), _cover)


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(7, 30), COPENHAGEN)


def _appoint(account: str, role: Post.Role) -> None:
    given, _, family = ACCOUNTS[account].name.partition(" ")
    uniid = ACCOUNTS[account].uniid
    appoint(uniid=uniid, given_name=given, family_name=family, role=role, on=dt.date(2021, 1, 4))


def _secretary() -> None:
    leader = stage.actor("susanne", _morning(dt.date(2018, 8, 1)))
    make_secretary(actor=leader, person=stage.person("lone"), school=stage.school())


def _begin(row: Teaching, number: str) -> None:
    day = TOOK_OVER[2] if row.group == TOOK_OVER[1] and row.who == TOOK_OVER[0] else dt.date(row.since, 8, 1)
    set_team_role(
        actor=stage.actor(LEADERS[number], _morning(day)),
        person=stage.person(row.who),
        group=stage.group(row.group, number),
        kind=TeamRole.Kind(row.kind),
        subject=stage.subject(row.subject) if row.subject else None,
    )


def _end(row: Teaching, number: str) -> None:
    role = TeamRole.objects.get(
        person=stage.person(row.who),
        group=stage.group(row.group, number),
        kind=row.kind,
        subject=stage.subject(row.subject) if row.subject else None,
        to_on=None,
    )
    end_team_role(actor=stage.actor(LEADERS[number], _morning(dt.date((row.until or 0) + 1, 8, 1))), role=role)


def _cover() -> None:
    """Jonas is away: Ida has 5.B from Wednesday to Friday."""
    open_cover(
        actor=stage.actor("lone", stage.moment("2026-11-24 15.10")),
        person=stage.person("ida"),
        group=stage.group("5.B"),
        from_at=stage.moment("2026-11-25 7.30"),
        to_at=stage.moment("2026-11-27 16.00"),
    )
