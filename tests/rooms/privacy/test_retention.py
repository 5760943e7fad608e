"""Retention runs by itself, and a hold beats it."""

import datetime as dt

import pytest
from django.core.management import call_command

from spor.access import holds
from spor.access.drafts import erase_old_drafts
from spor.access.models import Cover, Draft, Event, Hold, HoldRelease
from spor.base import files
from spor.base.codes import new_code
from spor.evidence.models import Feedback, Product, ProductFile, ProductVersion, Removal, Trace
from spor.evidence.removed import erase_removed
from spor.people.models import Account, Enrolment, Guardianship, Membership, Person, Post
from spor.plans.models import PlanSnapshot
from spor.privacy import gathering, retaining, tombstones
from spor.privacy.erasing import BLANK_NAME
from spor.privacy.retaining import due, retain
from spor.wellbeing.closing import close
from spor.wellbeing.models import CheckIn
from tests.cast import NOW, TODAY

LEAVES = dt.date(2026, 12, 1)


def leave(person: Person, on: dt.date = LEAVES) -> None:
    for model in (Enrolment, Membership, Post):
        model.objects.filter(person=person, to_on=None).update(to_on=on)
    Person.objects.filter(pk=person.pk).update(seen_on=on)


def at(day: dt.date) -> dt.datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day)


def product_of(*pupils: Person, words: str = "Det var mørkt") -> Product:
    product = Product.objects.create(made_by=pupils[0], made_at=NOW, key=new_code(), title="Gys")
    ProductVersion.objects.create(product=product, n=1, by=pupils[0], at=NOW, text=words)
    for pupil in pupils:
        Trace.objects.create(pupil=pupil, kind="product", at=NOW, author=pupil, product=product)
    return product


def hold_on(person: Person, by: Person, until_on: dt.date | None = None) -> Hold:
    return Hold.objects.create(
        person=person, reason="Klagesag", set_by=by, set_at=NOW, until_on=until_on, key=new_code()
    )


def test_the_account_goes_after_13_months_and_the_trail_at_the_end_of_the_school_year_after(cast) -> None:
    product_of(cast.viggo)
    leave(cast.viggo)
    retain(at(dt.date(2027, 12, 31)))
    assert Account.objects.filter(person=cast.viggo).exists()
    retain(at(dt.date(2028, 1, 1)))
    assert not Account.objects.filter(person=cast.viggo).exists()
    retain(at(dt.date(2028, 7, 31)))
    assert Trace.objects.filter(pupil=cast.viggo).exists()
    assert Person.objects.get(pk=cast.viggo.pk).given_name == "Viggo"
    retain(at(dt.date(2028, 8, 1)))
    assert not Trace.objects.filter(pupil=cast.viggo).exists() and not Product.objects.exists()
    gone = Person.objects.get(pk=cast.viggo.pk)
    assert (gone.given_name, gone.family_name) == BLANK_NAME and gone.born_on is None and gone.code != cast.viggo.code
    assert not Guardianship.objects.filter(pupil=gone).exists()
    assert list(tombstones.noted(tombstones.place()))[-1:] == [cast.viggo.code]


def test_a_second_run_finds_nothing_and_the_dry_run_says_what_the_first_does(cast) -> None:
    product_of(cast.viggo)
    PlanSnapshot.objects.create(
        pupil=cast.viggo, at=NOW, by=cast.mette, class_name="5.B", school_name="K", pupil_name="V", key=new_code()
    )
    leave(cast.viggo)
    later = at(dt.date(2028, 8, 1))
    told = due(later).gone
    assert told["evidence.Trace"] == told["plans.PlanSnapshot"] == 1
    assert {label: count for label, count in retain(later).gone.items() if label in told} == told
    events = Event.objects.count()
    assert not due(later).gone and not retain(later).gone and Event.objects.count() == events


def test_a_hold_beats_every_retention(cast) -> None:
    product_of(cast.viggo)
    leave(cast.viggo)
    hold = hold_on(cast.viggo, cast.rikke)
    later = at(dt.date(2028, 8, 1))
    report = retain(later)
    assert report.held >= 1 and Trace.objects.filter(pupil=cast.viggo).exists()
    assert Person.objects.get(pk=cast.viggo.pk).given_name == "Viggo"
    assert Guardianship.objects.filter(pupil=cast.viggo, guardian=cast.nina).exists()
    assert Person.objects.get(pk=cast.nina.pk).given_name == "Nina", "who the home of a held pupil is, is held too"
    HoldRelease.objects.create(hold=hold, by=cast.rikke, at=later)
    retain(later)
    assert not Trace.objects.filter(pupil=cast.viggo).exists()


def test_a_hold_ends_on_its_day(cast) -> None:
    hold_on(cast.viggo, cast.rikke, until_on=TODAY + dt.timedelta(days=3))
    assert cast.viggo.pk in holds.held(NOW) and cast.viggo.pk not in holds.held(NOW + dt.timedelta(days=3))


def test_a_hold_beats_the_commands_of_the_other_rooms_too(cast) -> None:
    old = NOW - dt.timedelta(days=120)
    for pupil in (cast.viggo, cast.oskar):
        CheckIn.objects.create(pupil=pupil, group=cast.g5b, on=old.date(), at=old, scale="older", answer="good")
        product = product_of(pupil)
        Removal.objects.create(product=product, by=pupil, at=old)
        Draft.objects.create(account=pupil.account, thing="a", thing_code="b", field="c", text="d", saved_at=old)
    hold_on(cast.viggo, cast.rikke)
    close(now=NOW)
    erase_removed(now=NOW)
    erase_old_drafts(now=NOW)
    assert [row.pupil for row in CheckIn.objects.all()] == [cast.viggo]
    assert [row.pupil for row in Trace.objects.all()] == [cast.viggo]
    assert [row.account.person for row in Draft.objects.all()] == [cast.viggo]


def test_a_hold_set_while_the_run_goes_is_seen(cast, monkeypatch) -> None:
    """The run has already counted him among those due when somebody sets the hold."""
    product_of(cast.viggo)
    product_of(cast.oskar)
    leave(cast.viggo)
    leave(cast.oskar)
    lock = retaining.lock

    def slow(persons) -> None:
        if cast.viggo.pk in persons and not Hold.objects.exists():
            hold_on(cast.viggo, cast.rikke)
        lock(persons)

    monkeypatch.setattr(retaining, "lock", slow)
    retain(at(dt.date(2028, 8, 1)))
    assert [row.pupil for row in Trace.objects.all()] == [cast.viggo]


def test_a_run_that_breaks_off_leaves_whole_persons_and_the_next_one_goes_on(cast, monkeypatch) -> None:
    monkeypatch.setattr(retaining, "PERSONS", 1)
    for pupil in (cast.viggo, cast.oskar):
        product_of(pupil)
        leave(pupil)
    later = at(dt.date(2028, 8, 1))
    monkeypatch.setattr(retaining, "by_row", list)
    blank = retaining.blank

    def breaks(persons, now):
        if cast.viggo.pk in persons:
            raise RuntimeError("the power went")
        return blank(persons, now)

    with monkeypatch.context() as power:
        power.setattr(retaining, "blank", breaks)
        with pytest.raises(RuntimeError):
            retain(later)
    whole = [pupil for pupil in (cast.viggo, cast.oskar) if Trace.objects.filter(pupil=pupil).exists()]
    named = [pupil for pupil in (cast.viggo, cast.oskar) if Account.objects.filter(person=pupil).exists()]
    assert len(whole) == 1 and whole == named
    retain(later)
    assert not Trace.objects.exists()


def test_a_group_product_stays_with_those_who_stay(cast, own_files, now) -> None:
    product = product_of(cast.viggo, cast.oskar)
    stored = files.keep_made(b"%PDF- sammen %%EOF", name="sammen.pdf", now=now)
    ProductFile.objects.create(version=product.versions.get(), file=stored, rank=0)
    trace = Trace.objects.get(pupil=cast.viggo)
    Feedback.objects.create(
        pupil=cast.viggo, trace=trace, author=cast.mette, text="Fint", written_at=NOW, key=new_code()
    )
    leave(cast.viggo)
    retain(at(dt.date(2028, 8, 1)))
    assert [row.pupil for row in product.traces.all()] == [cast.oskar]
    assert not Feedback.objects.exists() and files.path_of(stored).exists()
    leave(cast.oskar)
    retain(at(dt.date(2028, 8, 2)))
    assert not Product.objects.exists()


def test_who_has_another_place_stays(cast) -> None:
    """Mette is a teacher and Magnus's mother: the post ends, the child stays, and so does she, until he has left too."""
    leave(cast.mette)
    retain(at(dt.date(2032, 8, 1)))
    assert Account.objects.filter(person=cast.mette).exists()
    leave(cast.magnus, dt.date(2032, 8, 1))
    retain(at(dt.date(2034, 9, 1)))
    assert not Account.objects.filter(person=cast.mette).exists()
    assert Person.objects.get(pk=cast.mette.pk).given_name == BLANK_NAME[0]


def test_who_comes_back_is_not_erased(cast) -> None:
    leave(cast.viggo)
    Enrolment.objects.create(
        person=cast.viggo, school=cast.aasen, group=cast.aasen_5a, grade=6, from_on=dt.date(2027, 8, 1)
    )
    retain(at(dt.date(2030, 8, 1)))
    assert Account.objects.filter(person=cast.viggo).exists()


def test_rows_end_by_their_own_date(cast) -> None:
    ended = Cover.objects.get()
    retain(NOW + dt.timedelta(days=5 * 365))
    assert Cover.objects.filter(pk=ended.pk).exists()
    retain(NOW + dt.timedelta(days=5 * 366 + 1))
    assert not Cover.objects.filter(pk=ended.pk).exists()


def test_nothing_about_another_pupil_can_go_along(cast, monkeypatch) -> None:
    """A foreign key that ties one pupil's row to another's stops the erasure of both."""
    mine, hers = product_of(cast.viggo), product_of(cast.classmate)
    Feedback.objects.create(
        pupil=cast.classmate, trace=mine.traces.get(), author=cast.mette, text="?", written_at=NOW, key=new_code()
    )
    leave(cast.viggo)
    with pytest.raises(gathering.Entangled):
        retain(at(dt.date(2028, 8, 1)))
    assert Feedback.objects.exists() and Trace.objects.filter(product__in=[mine, hers]).count() == 2


def test_the_command_tells_what_it_would_do(cast, capsys, set_clock) -> None:
    leave(cast.viggo)
    set_clock(at(dt.date(2028, 8, 1)))
    call_command("retain", "--dry-run")
    assert "people.Account: 5 would go" in capsys.readouterr().out, "his, his mother's, and three who had no place"
    assert Person.objects.get(pk=cast.viggo.pk).given_name == "Viggo"
