"""A run from delivery to undo: staged, losses closed at once, approved as seen, carried out, put back."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.core.management import call_command

from demo.stil import write
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.integrations.imports import actions, jobs, queries
from spor.integrations.models import ImportApproval, ImportMerge, ImportRun, Job
from spor.integrations.rows import RegisterFile
from spor.people.models import Enrolment, Guardianship, Person, Post, School
from tests.rooms.integrations.stil_files import AUGUST, apply, contact, employee, group, later, pupil, school

pytestmark = pytest.mark.django_db
GROUPS = (group("5a", "5.A", grade=5), group("5b", "5.B", grade=5))
PUPILS = [pupil(f"elev{number}", "5b", 5) for number in range(8)]
FILE = school(
    pupil("anna", "5b", 5, contact("mor"), contact("far", "father")),
    employee("otto", groups=("5a", "5b")),
    employee("vera", "substitute", groups=("5b",)),
    *PUPILS,
    groups=GROUPS,
)


@pytest.fixture
def admin(now: dt.datetime) -> Actor:
    """The municipality's administrator, with a second factor."""
    person = Person.objects.create(uniid="rikke", given_name="Rikke")
    Post.objects.create(person=person, role=Post.Role.MUNICIPAL_ADMIN, from_on=AUGUST)
    return Actor(person.pk, now, mfa=True, substantial=True)


def bring(admin: Actor | None, file: RegisterFile, **more: str) -> ImportRun:
    """Deliver the file and let the work be done."""
    delivery = actions.receive(actor=admin, sources=[("uni.xml", write(file))], **more)
    jobs.work_on_all()
    return ImportRun.objects.get(delivery=delivery)


def approve(admin: Actor | None, run: ImportRun, **more: object) -> ImportRun:
    actions.approve(actor=admin, runs=[(run, run.seen)], **more)  # type: ignore[arg-type] # test words
    jobs.work_on_all()
    return ImportRun.objects.get(pk=run.pk)


def replaced(*entries: object, without: tuple[str, ...] = ()) -> list[object]:
    changed = {entry.person.uniid for entry in entries}  # type: ignore[attr-defined] # entries of a file
    return [each for each in FILE.entries if each.person.uniid not in changed | set(without)] + list(entries)


def state(admin: Actor, run: ImportRun) -> str:
    return queries.run_page(admin, run.code).each.state


def test_a_new_school_waits_is_approved_and_undone(admin: Actor) -> None:
    run = bring(admin, FILE)
    assert state(admin, run) == "waiting" and not School.objects.exists()
    run = approve(admin, run)
    assert state(admin, run) == "merged" and Enrolment.objects.filter(to_on=None).count() == 9
    assert run.rows == b"", "what was read is kept no longer than it waits"
    actions.undo(actor=admin, run=run)
    assert state(admin, run) == "undone"
    assert (
        not Enrolment.objects.filter(to_on=None).exists()
        and not Post.objects.filter(school__isnull=False, to_on=None).exists()
    )
    again = bring(admin, FILE)
    assert again != run and state(admin, again) == "waiting", "what was undone can come again"


def test_the_same_file_twice_is_one_run(admin: Actor) -> None:
    assert bring(admin, FILE) == bring(admin, FILE)


def test_what_changes_nothing_waits_for_nobody(admin: Actor) -> None:
    apply(FILE)
    run = bring(admin, later(FILE))
    assert state(admin, run) == "merged" and ImportApproval.objects.get().is_own
    assert School.objects.get().register_at == later(FILE).exported_at


def test_losses_take_effect_at_once_and_gains_wait(admin: Actor) -> None:
    apply(FILE)
    changes = replaced(
        pupil("anna", "5b", 5, contact("mor"), contact("far", "father", custody=False)),
        pupil("ny", "5a", 5),
        pupil("elev1", "5b", 5, is_protected=True),
        without=("vera",),
    )
    run = bring(admin, later(FILE, entries=changes))
    assert state(admin, run) == "waiting"
    assert not Guardianship.objects.get(guardian__uniid="far", to_on=None).has_custody
    assert Person.objects.get(uniid="elev1").is_protected
    assert not Post.objects.filter(person__uniid="vera", to_on=None).exists()
    assert not Person.objects.filter(uniid="ny").exists()
    approve(admin, run)
    assert Person.objects.filter(uniid="ny").exists()


def test_more_than_half_stops_and_asks_and_what_is_said_is_still_closed(admin: Actor) -> None:
    apply(FILE)
    kept = [pupil("anna", "5b", 5, contact("mor", custody=False), contact("far", "father")), pupil("elev0", "5b", 5)]
    run = bring(admin, later(FILE, entries=kept))
    assert run.is_mass and Post.objects.filter(to_on=None).count() == 3, "what is merely not named is not ended"
    assert not Guardianship.objects.get(guardian__uniid="mor", to_on=None).has_custody
    with pytest.raises(Refused, match="halvdelen"):
        approve(admin, run)
    approve(admin, run, large=[run.code])
    assert Post.objects.filter(to_on=None).count() == 1


def test_another_school_year_is_not_approved_as_a_common_run(admin: Actor) -> None:
    apply(FILE)
    run = bring(admin, later(FILE, 365, school_years=("2027-2028",)))
    assert state(admin, run) == "rollover"
    with pytest.raises(Refused, match="skoleår"):
        approve(admin, run)


def test_two_approvals_are_one_and_only_of_what_was_seen(admin: Actor) -> None:
    run = bring(admin, FILE)
    with pytest.raises(Refused, match="siden du så siden"):
        actions.approve(actor=admin, runs=[(run, "0" * 64)])
    assert actions.approve(actor=admin, runs=[(run, run.seen)]) == 1
    assert actions.approve(actor=admin, runs=[(run, run.seen)]) == 0
    jobs.work_on_all()
    jobs.work_on_all()
    assert ImportMerge.objects.count() == 1 and not Job.objects.filter(ended_at=None).exists()


def test_what_changed_after_it_was_seen_waits_again(admin: Actor) -> None:
    apply(FILE)
    run = bring(admin, later(FILE, entries=replaced(pupil("elev1", "5b", 5, name="Elev Andersen"))))
    actions.approve(actor=admin, runs=[(run, run.seen)])
    Person.objects.filter(uniid="elev1").update(family_name="Imellemtiden")
    jobs.work_on_all()
    now = ImportRun.objects.get(pk=run.pk)
    assert now.seen != run.seen and state(admin, now) == "waiting"


def test_an_older_run_is_overtaken_and_an_older_file_refused(admin: Actor) -> None:
    first = bring(admin, FILE)
    second = bring(admin, later(FILE))
    assert state(admin, first) == "overtaken"
    with pytest.raises(Refused, match="nyere"):
        approve(admin, first)
    approve(admin, second)
    third = bring(admin, later(FILE, -3))
    assert state(admin, third) == "refused" and "ældre" in third.trouble


def test_undo_is_of_the_last_within_14_days_and_keeps_protection(admin: Actor, set_clock: Callable[..., None]) -> None:
    apply(FILE)
    changes = replaced(pupil("elev1", "5b", 5, is_protected=True), pupil("elev2", "5a", 5), without=("vera",))
    run = approve(admin, bring(admin, later(FILE, entries=changes)))
    after = approve(admin, bring(admin, later(FILE, 2, entries=replaced(pupil("elev2", "5b", 5), without=("vera",)))))
    with pytest.raises(Refused, match="Kun den seneste"):
        actions.undo(actor=admin, run=run)
    actions.undo(actor=admin, run=after)
    assert Enrolment.objects.get(person__uniid="elev2", to_on=None).group.name == "5.A"
    late = Actor(admin.person_id, admin.now + dt.timedelta(days=15), mfa=True, substantial=True)
    set_clock(late.now)
    with pytest.raises(Refused, match="14 dage"):
        actions.undo(actor=late, run=run)
    set_clock(admin.now)
    undone = actions.undo(actor=admin, run=run)
    assert Post.objects.filter(person__uniid="vera", to_on=None).exists()
    assert Person.objects.get(uniid="elev1").is_protected and undone.left == 1
    assert Enrolment.objects.get(person__uniid="elev2", to_on=None).group.name == "5.B"


def test_work_that_nobody_is_at_is_taken_up_by_command(admin: Actor) -> None:
    actions.receive(actor=admin, sources=[("uni.xml", write(FILE))])
    assert not ImportRun.objects.get().seen
    call_command("work", stdout=(first := io.StringIO()))
    call_command("work", stdout=(second := io.StringIO()))
    assert ImportRun.objects.get().seen
    assert (first.getvalue()[0], second.getvalue()[0]) == ("1", "0")
