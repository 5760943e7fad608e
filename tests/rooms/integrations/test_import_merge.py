"""The merge itself: one transaction, one event, a change row a changed row, and no more statements for more classes."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.stil import write
from spor.access.models import Change, Event
from spor.integrations import apply as merging
from spor.integrations.importing import import_file
from spor.people.models import Enrolment, Group, Guardianship, Membership, Person, Post, School
from tests.rooms.integrations.stil_files import EXAMPLE, apply, contact, employee, group, later, pupil, school

GROUND = (School, Person, Group, Enrolment, Membership, Post, Guardianship)


def rows() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("id").values_list()) for model in GROUND]


def test_a_crash_in_the_middle_leaves_the_old_state(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = school(pupil("anna", "5b", 5, contact("mor1")), employee("otto", groups=("5b",)))
    apply(first)
    before = rows()
    changed = write(later(first, entries=[pupil("bo", "6c", 6, contact("far2", "father"))]))
    for point in ("_write_persons", "_write_groups", "_write_relation", "_ended"):
        with monkeypatch.context() as crash, pytest.raises(RuntimeError):
            whole = getattr(merging, point)

            def break_off(*given: object, whole: object = whole) -> None:
                whole(*given)  # type: ignore[operator] # the real function first, then the crash
                raise RuntimeError

            crash.setattr(merging, point, break_off)
            import_file(changed, apply=True)
        assert rows() == before, point
    assert Event.objects.count() == 1


def test_one_event_and_a_change_row_a_changed_row(db: None) -> None:
    import_file(EXAMPLE, apply=True)
    event = Event.objects.get()
    assert (event.deed, event.thing, event.thing_code) == ("import_register", "school", School.objects.get().code)
    made = sum(model.objects.count() for model in GROUND) - 1
    assert Change.objects.filter(event=event, before="").count() == Change.objects.count() == made
    said = " ".join(Change.objects.values_list("after", flat=True))
    assert "Maja" not in said and "maja1234" not in said, "what is new is told by its row, not copied"


def test_what_a_change_row_holds_is_the_undo(db: None) -> None:
    first = school(pupil("anna", "5b", 5, contact("mor1"), name="Anna Prøve"), employee("otto"))
    apply(first)
    apply(later(first, entries=[pupil("anna", "5b", 6, contact("mor1"), name="Anna Ny")]))
    told = {
        (change.table, change.before): json.loads(change.after)
        for change in Event.objects.latest("id").changes.exclude(before="")
    }
    assert told == {
        ("people.person", '{"family_name": "Prøve"}'): {"family_name": "Ny"},
        ("people.enrolment", '{"to_on": null}'): {"to_on": "2026-08-18"},
        ("people.post", '{"to_on": null}'): {"to_on": "2026-08-18"},
    }


def test_an_unchanged_file_writes_nothing(db: None) -> None:
    import_file(EXAMPLE, apply=True)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        import_file(EXAMPLE, apply=True)
    assert not [query["sql"] for query in seen if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "COPY"))]
    assert Event.objects.count() == 1


def town(classes: int, *, grade: int = 5, leaving: int = 0) -> object:
    """A school of some classes of four, each with homes and two teachers."""
    entries = []
    for number in range(classes):
        for child in range(leaving, 4):
            mother, father = (
                contact(f"mor{number}-{child}"),
                contact(f"far{number}-{child}", "father", custody=bool(leaving)),
            )
            entries.append(pupil(f"elev{number}-{child}", f"k{number}", grade, mother, father, groups=("hold",)))
        for teacher in range(2 - leaving):
            entries.append(employee(f"lærer{number}-{teacher}", "teacher", "leader", groups=(f"k{number}", "hold")))
    groups = (*(group(f"k{n}", f"{grade}.{n}", grade=grade) for n in range(classes)), group("hold", "Hold", "hold"))
    return school(*entries, groups=groups)


FIRST, UNCHANGED, CHANGED = 19, 10, 32


@pytest.mark.parametrize("classes", [1, 3])
def test_the_statements_do_not_grow_with_the_school(db: None, classes: int, django_assert_num_queries) -> None:
    first, changed = town(classes), later(town(classes, grade=6, leaving=1))
    lock = connection.vendor == "postgresql"
    with django_assert_num_queries(FIRST + lock):
        apply(first)
    with django_assert_num_queries(UNCHANGED + lock):
        apply(first)
    with django_assert_num_queries(CHANGED + lock):
        apply(changed)
