"""The pages: my copy, the holds, the record."""

import datetime as dt
import io
import zipfile

import pytest
from django.test import Client

from spor.access import holds
from spor.access.models import Event, Hold, HoldRelease, LookPupil
from spor.people.models import Enrolment, Guardianship, Membership, Person
from tests.cast import NOW, TODAY
from tests.sessions import sign_in_as

PLACE = "/fastholdelser/"
RECORD = "/fortegnelse/"
COPIES = "/indsigt/"


@pytest.fixture
def admin(cast) -> Client:
    client = Client()
    sign_in_as(client, cast.rikke)
    return client


def copy(client: Client, person: Person):
    return client.post(f"/indsigt/{person.code}/kopi/")


def test_a_parent_takes_a_copy_and_it_is_written_down(cast, client) -> None:
    sign_in_as(client, cast.henrik)
    page = client.get("/indsigt/").content.decode()
    assert "Oskar Dahl" in page and "Alma Dahl" in page and "Henrik Dahl" in page
    answer = copy(client, cast.oskar)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None and "Oskar Dahl" in archive.read("index.html").decode()
    assert answer["Content-Disposition"].endswith(f'spor-{cast.oskar.code}.zip"')
    assert Event.objects.filter(deed="take_copy", actor_id=cast.henrik.pk, pupil_id=cast.oskar.pk).count() == 1
    assert LookPupil.objects.filter(pupil_id=cast.oskar.pk, look__thing="pupil_record").count() == 1


def test_nobody_else_takes_it_and_a_weak_session_does_not(cast, client) -> None:
    for person in (cast.nina, cast.jens, cast.mette, cast.classmate, cast.rikke):
        sign_in_as(client, person)
        assert copy(client, cast.oskar).status_code in (403, 404), person
    sign_in_as(client, cast.henrik)
    session = client.session
    session["mfa"] = False
    session.save()
    assert copy(client, cast.oskar).status_code == 403, "and is offered a stronger sign-in"
    assert "MitID" in client.get("/indsigt/").content.decode()
    assert not Event.objects.filter(deed="take_copy").exists()


def test_a_pupil_of_fifteen_asks_for_themself(cast, client) -> None:
    sign_in_as(client, cast.oskar)
    assert copy(client, cast.oskar).status_code == 404
    assert "Er du under 15" in client.get("/indsigt/").content.decode()
    Person.objects.filter(pk=cast.oskar.pk).update(born_on=dt.date(2011, 11, 25))
    assert copy(client, cast.oskar).status_code == 200
    Person.objects.filter(pk=cast.oskar.pk).update(born_on=None)
    assert copy(client, cast.oskar).status_code == 404, "a pupil without a birthday is not of age"


def test_a_hold_is_set_once_and_released(cast, admin) -> None:
    form = {"person": "viggo", "reason": "Klagesag hos nævnet", "until_on": "", "key": "k1"}
    for _ in range(2):
        assert admin.post(PLACE, form).status_code == 302
    row = Hold.objects.get()
    assert cast.viggo.pk in holds.held(NOW) and "Klagesag hos nævnet" in admin.get(PLACE).content.decode()
    for _ in range(2):
        assert admin.post(f"/fastholdelser/{row.code}/ophaevelse/").status_code == 302
    assert HoldRelease.objects.count() == 1 and not holds.held(NOW)
    assert Event.objects.filter(deed__in=["hold", "release"]).count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person": "findes-ikke"}, "Ingen her har det Unilogin."),
        ({"person": "a\x01b"}, "Ingen her har det Unilogin."),
        ({"person": ""}, "Skriv personens Unilogin."),
        ({"reason": "  x "}, "Skriv kort, hvorfor det skal beholdes"),
        ({"until_on": "2026-11-25"}, "Vælg en dag, der ikke er kommet endnu"),
        ({"until_on": "i morgen"}, "Skriv dagen som 2027-06-30."),
    ],
)
def test_bad_input_is_answered_with_a_word_and_keeps_what_was_typed(cast, admin, change, said) -> None:
    form = {"person": "viggo", "reason": "Klagesag hos nævnet", "until_on": "", "key": "k1"} | change
    answer = admin.post(PLACE, form)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert "reason" in change or "Klagesag hos nævnet" in answer.content.decode()
    assert not Hold.objects.exists()


def test_the_page_says_when_it_ends(cast, admin) -> None:
    assert "intet bliver slettet endnu" in admin.get(f"{PLACE}?unilogin=viggo").content.decode()
    for model in (Enrolment, Membership):
        model.objects.filter(person=cast.viggo).update(to_on=dt.date(2026, 10, 1))
    Person.objects.filter(pk=cast.viggo.pk).update(seen_on=dt.date(2026, 10, 1))
    page = admin.get(f"{PLACE}?unilogin=viggo").content.decode()
    assert "1. november 2027" in page and "1. august 2028" in page
    assert "Ingen her har det Unilogin" in admin.get(f"{PLACE}?unilogin=nobody%00").content.decode()


def test_the_record_is_read_and_taken_as_a_file(cast, admin) -> None:
    page = admin.get(RECORD).content.decode()
    assert "Meddelelsesbogen, som den blev delt" in page and "test_each_cell_of_the_table_holds" in page
    file = admin.get(f"{RECORD}?som=csv")
    assert file["Content-Type"].startswith("text/csv") and "plans;PlanSnapshot" in file.content.decode()


def test_the_holds_cost_the_same_however_many(cast, admin, django_assert_num_queries) -> None:
    pupils = iter((cast.viggo, cast.oskar, cast.alma, cast.noor))
    admin.get(PLACE)
    for rows in (1, 3):
        for pupil, _ in zip(pupils, range(rows), strict=False):
            Hold.objects.create(person=pupil, reason="Klage", set_by=cast.rikke, set_at=NOW, key=f"k{pupil.pk}")
        with django_assert_num_queries(5):
            admin.get(PLACE)


def test_ones_own_copies_cost_the_same_however_many_children(cast, client, django_assert_num_queries) -> None:
    sign_in_as(client, cast.nina)
    client.get(COPIES)
    for rows in (1, 3):
        for pupil in (cast.ella, cast.villads, cast.noor)[: rows - 1]:
            Guardianship.objects.create(
                guardian=cast.nina, pupil=pupil, relation="mother", has_custody=True, from_on=TODAY
            )
        with django_assert_num_queries(6):
            client.get(COPIES)


def test_the_record_asks_for_nothing_but_the_reader(admin, django_assert_num_queries) -> None:
    admin.get(RECORD)
    for _rows in (1, 3):
        with django_assert_num_queries(3):
            admin.get(RECORD)
