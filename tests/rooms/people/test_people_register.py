"""Set-based writes: ids in order, codes of their own, nothing lost on the way."""

import datetime as dt

from spor.base.codes import ALPHABET
from spor.people import register
from spor.people.models import Group, Membership, Person, School
from tests.cast import TODAY

COLUMNS = (
    "uniid",
    "given_name",
    "family_name",
    "alias_given_name",
    "alias_family_name",
    "is_protected",
    "born_on",
    "seen_on",
)


def row(uniid: str, given: str = "Ærø", born_on: dt.date | None = None) -> tuple[object, ...]:
    return (uniid, given, "", "", "", True, born_on, TODAY)


def test_rows_get_their_ids_in_order_and_a_code_each(db: None) -> None:
    Person.objects.create(uniid="first", given_name="Først")
    odd = ['"tab\tog linje\nog \\ og \\N"', "';--", "Đorđe", ""]
    ids = register.add(Person, COLUMNS, [row(f"u{number}", name) for number, name in enumerate(odd)])
    assert register.add(Person, COLUMNS, []) == []
    assert ids == sorted(ids)
    assert [Person.objects.get(pk=each).given_name for each in ids] == odd
    codes = set(Person.objects.values_list("code", flat=True))
    assert len(codes) == 5 and all(len(code) == 12 and set(code) <= set(ALPHABET) for code in codes)
    assert Person.objects.create(uniid="after", given_name="Efter").pk > ids[-1], "ids are never given twice"


def test_dates_and_yes_and_no_come_back_as_they_were(db: None) -> None:
    born = dt.date(2015, 2, 3)
    first, second = register.add(Person, COLUMNS, [row("a", born_on=born), row("b")])
    assert Person.objects.filter(born_on=born, is_protected=True, seen_on=TODAY).get().pk == first
    assert Person.objects.get(pk=second).born_on is None


def test_change_sets_only_the_columns_named(db: None) -> None:
    first, second = register.add(Person, COLUMNS, [row("a"), row("b")])
    register.change(Person, ("given_name", "born_on"), [(second, "Bo", TODAY)])
    register.change(Person, ("given_name",), [])
    assert Person.objects.get(pk=first).given_name == "Ærø"
    assert Person.objects.filter(given_name="Bo", born_on=TODAY, is_protected=True).get().pk == second


def test_end_ends_each_row_on_its_day(db: None) -> None:
    school = School.objects.create(number="1", name="Skolen")
    group = Group.objects.create(school=school, register_id="1", name="1.A", kind="main", from_on=TODAY)
    persons = register.add(Person, COLUMNS, [row("a"), row("b"), row("c")])
    columns = ("person_id", "group_id", "role", "from_on", "to_on")
    ids = register.add(Membership, columns, [(person, group.pk, "pupil", TODAY, None) for person in persons])
    later = TODAY + dt.timedelta(days=1)
    register.end(Membership, {ids[0]: TODAY, ids[1]: later})
    assert list(Membership.objects.order_by("id").values_list("to_on", flat=True)) == [TODAY, later, None]


def test_ids_are_named_in_slices(monkeypatch) -> None:
    monkeypatch.setattr(register, "SLICE", 2)
    assert list(register.slices([1, 2, 3, 4, 5])) == [[1, 2], [3, 4], [5]]
    assert list(register.slices([])) == []
