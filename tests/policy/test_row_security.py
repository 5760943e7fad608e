"""The second lock, on PostgreSQL: logged in as a role that owns no table, a query that forgot the guard finds no row of another's pupil."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from psycopg import sql

from spor.access import guard
from spor.access.actor import Actor
from spor.config.row_policies import guarded, locked
from spor.evidence.models import Trace
from tests.cast import NOW
from tests.policy.cases import CASES, HOME, TEACHERS
from tests.policy.doors import Doors
from tests.policy.school import CANARIES, LivingSchool
from tests.policy.test_channels import COLLEAGUES, UNRELATED

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one lock, the guard"),
]
# They have a relation to Viggo, so that their own lock is open to him.
AROUND_HIM = TEACHERS | HOME | {"pupil_self", "substitute", "support_staff", "school_leader", "leader_with_purpose"}
# What hangs on others' rows, and says the most.
TEXTS = {
    "ProductVersion",
    "ProductFile",
    "HandIn",
    "SnapshotLine",
    "FocusText",
    "Preparation",
    "AgreementState",
    "Release",
}


@pytest.fixture
def school(quiet: None) -> LivingSchool:
    with transaction.atomic():
        return LivingSchool()


@pytest.fixture
def serving(school: LivingSchool, settings) -> Iterator[LivingSchool]:
    """From here on the connection is logged in as the role that serves, as `./run row_security` made it, a transaction a request."""
    role, held = f"serving_{connection.settings_dict['NAME']}", dict(connection.settings_dict)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    call_command("row_security", role, verbosity=0)
    connection.close()
    connection.settings_dict.update(USER=role, ATOMIC_REQUESTS=True)
    settings.ROW_SECURITY = True
    yield school
    settings.ROW_SECURITY = False
    connection.close()
    connection.settings_dict.clear()
    connection.settings_dict.update(held)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(role)))


def _count(model) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(model._meta.db_table)))
        return cursor.fetchone()[0]


def test_without_the_applications_filter_no_foreign_row_is_found(serving: LivingSchool, monkeypatch) -> None:
    tables = [each.model for each in locked()]
    assert {model.__name__ for model in tables} > TEXTS and len(tables) > 40
    assert [model.__name__ for model in tables if _count(model)] == []  # nothing filled in shows nothing
    monkeypatch.setattr(guard, "rule", lambda actor, *more: guard.row_lock.hold(actor) or Q())
    seen = {}
    for name, person in serving.people.items():
        actor = Actor(person.pk, NOW, mfa=True, substantial=True)
        with transaction.atomic():
            rows = {model: set(guard.visible(actor, model).values_list("pupil", flat=True)) for model in guarded()}
            hanging = {model.__name__: _count(model) for model in tables if model not in rows}
        seen[name] = sum(map(len, rows.values()))
        if name not in AROUND_HIM:
            assert not any(serving.pupil.pk in found for found in rows.values()), name
            assert not {word for word, number in hanging.items() if number}, name
        elif name != "pupil_self":
            assert all(hanging[word] for word in TEXTS), name
    assert all(seen[name] for name in AROUND_HIM) and not seen["stranger"]
    with transaction.atomic():
        guard.visible(Actor(serving.people["stranger"].pk, NOW), Trace)
        assert not Trace.objects.exists()


def test_a_page_that_forgot_the_guard_shows_nothing(serving: LivingSchool, monkeypatch) -> None:
    doors = Doors(serving)
    monkeypatch.setattr(guard, "rule", lambda actor, *more: guard.row_lock.hold(actor) or Q())
    with transaction.atomic():
        for name in sorted(set(UNRELATED) | {"teacher_unrelated"}):
            for case in CASES:
                if case.name in ("product", "plan_snapshot", "reflection") and case.sends is None:
                    assert doors.ask(name, case).status_code in (403, 404), (name, case)


def test_everybody_gets_what_is_theirs_under_the_lock(serving: LivingSchool) -> None:
    troubles = []
    doors = Doors(serving)
    with transaction.atomic():
        for number, case in enumerate(CASES):
            for name in (*sorted(case.to)[:3], UNRELATED[number % 8], COLLEAGUES[number % 4]):
                troubles.append(doors.trouble(name, case))
    assert not any(troubles), "\n".join(filter(None, troubles))


def test_a_page_holds_under_the_lock_what_it_holds_without(serving: LivingSchool, settings) -> None:
    """Word by word, but for what differs from one load to the next: tokens and keys."""
    doors = Doors(serving)
    names = ("class_teacher", "pupil_self", "other_guardian", "leader_with_purpose", "substitute")
    places = (
        "pupil_plan",
        "plan_snapshot",
        "product",
        "pupil_portfolio",
        "reflection",
        "run_goals",
        "queue",
        "home",
        "feedback",
    )

    def shown() -> dict[tuple[str, str], str]:
        with transaction.atomic():
            pages = {
                (str(case), name): doors.ask(name, case) for case in CASES for name in names if case.name in places
            }
        return {key: re.sub(r"[0-9a-z]{12}|[A-Za-z0-9]{32,}", "", page.body.decode()) for key, page in pages.items()}

    under = shown()
    assert sum(CANARIES["product"] in page for page in under.values()) >= 5 and len(set(under.values())) > 20
    settings.ROW_SECURITY = False
    connection.close()
    connection.settings_dict["USER"] = "spor"
    without = shown()
    assert [key for key, page in under.items() if page != without[key]] == []


def test_what_was_done_and_seen_is_only_added_to(serving: LivingSchool) -> None:
    for deed in (
        "DELETE FROM access_event",
        "UPDATE access_look SET thing = 'x'",
        "ALTER TABLE evidence_trace DISABLE ROW LEVEL SECURITY",
        "SET ROLE spor",
    ):
        with (
            pytest.raises(DatabaseError, match="denied|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(deed)
