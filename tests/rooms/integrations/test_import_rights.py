"""What an import does to rights: it ends those of people who lost their place, and begins none."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from demo.stil import write
from spor.access.actor import Actor
from spor.access.models import Cover, Restriction, SupportCase, TeamRole
from spor.integrations.importing import import_file
from spor.people.models import Group, Person, Post, School
from tests.cast import Cast
from tests.rooms.integrations.stil_files import AUGUST, apply, at, contact, employee, group, later, pupil, school

pytestmark = pytest.mark.django_db
TOMORROW = AUGUST + dt.timedelta(days=1)
GROUPS = (group("5a", "5.A", grade=5), group("5b", "5.B", grade=5))
FILE = school(
    pupil("anna", "5b", 5, contact("mor1")),
    employee("otto", groups=("5a", "5b")),
    employee("vera", "substitute", groups=("5b",)),
    employee("lone", "office"),
    groups=GROUPS,
)


def people(*uniids: str) -> list[Person]:
    found = {person.uniid: person for person in Person.objects.filter(uniid__in=uniids)}
    return [found[uniid] for uniid in uniids]


def set_rights() -> None:
    """Otto leads 5.B and is in 5.A's team, Vera covers twice, Lone is secretary, a psychologist has a case on Anna."""
    anna, mother, otto, vera, lone = people("anna", "mor1", "otto", "vera", "lone")
    psychologist = Person.objects.create(uniid="ppr", given_name="Pia")
    team = {"person": otto, "from_on": AUGUST}
    for register_id, kind in (("5b", "lead"), ("5a", "team")):
        TeamRole.objects.create(group=Group.objects.get(register_id=register_id), kind=kind, **team)
    cover = {"person": vera, "group": Group.objects.get(register_id="5b"), "opened_by": lone}
    Cover.objects.create(from_at=at(AUGUST, 8), to_at=at(AUGUST, 15), **cover)
    Cover.objects.create(from_at=at(AUGUST, 8), to_at=at(AUGUST + dt.timedelta(days=9), 15), **cover)
    Cover.objects.create(
        from_at=at(AUGUST + dt.timedelta(days=5), 8), to_at=at(AUGUST + dt.timedelta(days=5), 15), **cover
    )
    Post.objects.create(person=lone, school=School.objects.get(), role=Post.Role.SECRETARY, from_on=AUGUST)
    case = {
        "pupil": anna,
        "purpose": "Sprog",
        "set_by": lone,
        "from_on": AUGUST,
        "to_on": AUGUST + dt.timedelta(days=90),
    }
    SupportCase.objects.create(person=psychologist, **case)
    SupportCase.objects.create(person=otto, **case)
    Restriction.objects.create(guardian=mother, pupil=anna, set_by=lone, reason="Aftalt", from_on=AUGUST)


def without(*uniids: str) -> list[object]:
    return [entry for entry in FILE.entries if entry.person.uniid not in uniids]


def test_an_unchanged_file_ends_no_right() -> None:
    apply(FILE)
    set_rights()
    assert apply(later(FILE)).is_empty
    assert TeamRole.objects.filter(to_on=None).count() == 2 and Post.objects.filter(to_on=None).count() == 4


def test_who_leaves_the_staff_loses_team_cases_and_covers() -> None:
    apply(FILE)
    set_rights()
    apply(later(FILE, entries=without("otto", "vera")))
    assert set(TeamRole.objects.values_list("to_on", flat=True)) == {TOMORROW}
    assert SupportCase.objects.get(person__uniid="otto").to_on == TOMORROW
    assert SupportCase.objects.get(person__uniid="ppr").to_on > TOMORROW
    past, running, coming = Cover.objects.order_by("id")
    assert past.to_at == at(AUGUST, 15), "what was covered was covered"
    assert running.to_at == at(TOMORROW, 4) and coming.to_at == coming.from_at
    assert Restriction.objects.get().to_on is None


def test_who_leaves_one_class_loses_its_team_only() -> None:
    apply(FILE)
    set_rights()
    apply(later(FILE, entries=[*without("otto"), employee("otto", groups=("5b",))]))
    assert TeamRole.objects.get(kind="lead").to_on is None and TeamRole.objects.get(kind="team").to_on == TOMORROW


def test_a_role_set_without_a_membership_in_the_register_stays() -> None:
    apply(FILE)
    TeamRole.objects.create(
        person=people("lone")[0], group=Group.objects.get(register_id="5a"), kind="lead", from_on=AUGUST
    )
    apply(later(FILE, entries=without("otto")))
    assert TeamRole.objects.get().to_on is None


def test_a_secretarys_mark_goes_with_the_employment() -> None:
    apply(FILE)
    set_rights()
    apply(later(FILE, entries=without("lone")))
    assert Post.objects.get(role="secretary").to_on == TOMORROW


def test_a_case_of_the_staff_ends_with_the_pupils_enrolment_and_support_from_outside_follows() -> None:
    apply(FILE)
    set_rights()
    apply(later(FILE, entries=without("anna")))
    assert SupportCase.objects.get(person__uniid="otto").to_on == TOMORROW
    assert SupportCase.objects.get(person__uniid="ppr").to_on > TOMORROW
    assert Restriction.objects.get().to_on is None


def test_a_right_set_after_the_end_is_not_touched_again() -> None:
    apply(FILE)
    apply(later(FILE, entries=without("otto")))
    TeamRole.objects.create(
        person=people("otto")[0], group=Group.objects.get(register_id="5b"), kind="lead", from_on=TOMORROW
    )
    assert apply(later(FILE, 2, entries=without("otto"))).is_empty
    assert TeamRole.objects.get().to_on is None


def test_only_the_register_administrator_runs_an_import(cast: Cast, now: dt.datetime) -> None:
    content = write(FILE)
    for account, mfa in (("mette", True), ("susanne", True), ("jan", True), ("rikke", False)):
        with pytest.raises(PermissionDenied):
            import_file(content, apply=True, actor=Actor(cast.people[account].pk, now, mfa=mfa))
    report = import_file(content, apply=False, actor=Actor(cast.rikke.pk, now))
    assert not report.applied
