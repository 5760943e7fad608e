"""A calendar by a secret address: what calendars can read, no child's name, and dead the moment it is closed."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from spor.integrations.ical.actions import close_calendar_address, make_calendar_address
from spor.integrations.models import CalendarAddress, CalendarEntry
from spor.people.models import Account, Guardianship
from spor.teaching.actions.set_due import set_due
from spor.teaching.holidays import DAY
from spor.teaching.models import WeekShare
from tests.cast import NOW, TODAY, Cast
from tests.rooms.home import families
from tests.rooms.teaching import plans


@pytest.fixture
def read(cast: Cast, actor):
    """`read(person)`: the entries of that person's calendar, by their title. The address is made the first time."""
    secrets: dict[str, str] = {}

    def reading(name: str) -> dict[str, icalendar.Event]:
        if name not in secrets:
            secrets[name] = make_calendar_address(actor=actor(cast.people[name]))
        answer = Client().get(reverse("calendar_feed", args=[secrets[name]]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        found = icalendar.Calendar.from_ical(answer.content)
        return {str(event["summary"]): event for event in found.walk("VEVENT")}

    return reading


def test_a_home_reads_its_own_classes_dates_and_week(read, cast):
    families.evening(cast)
    plans.lesson(cast, 4, 9, cast.historie, group=cast.g2a)
    found = read("henrik")
    due = found["Aflever «Skriv krogen» (5.B Dansk)"]
    assert (due.start, due.end) == (TODAY + DAY, TODAY + 2 * DAY)
    assert "Husk idrætssko (2.A Historie)" in found
    assert set(read("nina")) == {"Aflever «Skriv krogen» (5.B Dansk)"}
    assert not read("jens") and not read("stranger")


def test_hours_stand_in_the_time_of_copenhagen_which_the_calendar_explains(cast, actor):
    families.run(cast, cast.g5b, cast.mette)
    plans.lesson(cast, 4, 9, cast.dansk)
    WeekShare.objects.create(group=cast.g5b, monday_on=families.MONDAY, by=cast.mette, at=NOW)
    address = reverse("calendar_feed", args=[make_calendar_address(actor=actor(cast.oskar))])
    content = Client().get(address).content
    assert b"DTSTART;TZID=Europe/Copenhagen:20261126T090000" in content
    found = icalendar.Calendar.from_ical(content)
    (zone,) = found.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Copenhagen" and len(content) < 6000
    (lesson,) = found.walk("VEVENT")
    assert lesson.start == dt.datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert str(lesson["summary"]) == "5.B Dansk: Gys og gru" and str(lesson["location"]) == "112"


def test_no_child_is_named_and_nothing_is_said_of_anybody(read, cast):
    families.evening(cast)
    for name in ("henrik", "oskar", "alma", "mette", "birgitte", "susanne", "nina"):
        words = " ".join(str(value) for event in read(name).values() for value in event.values())
        for person in cast.people.values():
            assert person.given_name not in words and person.code not in words, (name, person)
        assert "hvor den sover" not in words


def test_a_teacher_has_the_classes_taught_and_a_leader_not_the_whole_school(read, cast):
    families.evening(cast)
    assert "Aflever «Skriv krogen» (5.B Dansk)" in read("mette")
    assert not any("5.B" in title for title in read("birgitte"))
    assert not read("susanne")


def test_a_moved_date_is_the_same_entry_with_a_higher_number(read, cast, actor, set_clock):
    task = families.due(families.run(cast, cast.g5b, cast.mette), "Novelle")
    first = read("henrik")["Aflever «Novelle» (5.B Dansk)"]
    assert read("henrik")["Aflever «Novelle» (5.B Dansk)"]["sequence"] == first["sequence"] == 0
    set_clock(NOW + dt.timedelta(hours=1))
    set_due(actor=actor(cast.mette), assignment=task, due_on=TODAY + 3 * DAY)
    moved = read("henrik")["Aflever «Novelle» (5.B Dansk)"]
    assert (moved["uid"], moved["sequence"], moved.start) == (first["uid"], 1, TODAY + 3 * DAY)
    assert moved["last-modified"].dt > first["last-modified"].dt
    assert read("oskar")["Aflever «Novelle» (5.B Dansk)"]["sequence"] == 1
    assert CalendarEntry.objects.count() == 1


def test_what_no_calendar_can_hold_any_more_is_forgotten(read, cast):
    families.due(families.run(cast, cast.g5b, cast.mette), "Novelle")
    CalendarEntry.objects.create(uid="old@spor", said="x", changed_at=NOW - 401 * DAY)
    read("henrik")
    assert not CalendarEntry.objects.filter(uid="old@spor").exists()


def test_text_cannot_break_out_of_the_calendar(read, cast):
    families.due(families.run(cast, cast.g5b, cast.mette), "A; B, C\\nBEGIN:VALARM\nATTENDEE:x")
    (event,) = read("henrik").values()
    assert "ATTENDEE" not in event and "BEGIN:VALARM" in str(event["summary"])


def test_a_new_address_kills_the_old_one_and_a_closed_one_is_dead(client, cast, actor, sign_in):
    nowhere = client.get("/elever/000000000000/plan/")
    sign_in(client, cast.henrik)
    old = client.post(reverse("calendar")).context["address"]
    assert Client().get(old).status_code == 200
    new = client.post(reverse("calendar")).context["address"]
    assert old != new and Client().get(new).status_code == 200
    client.post(reverse("calendar_closing"))
    for address in (old, new, "http://testserver/kalender/x.ics", f"http://testserver/kalender/{'a' * 900}.ics"):
        answer = Client().get(address)
        assert (answer.status_code, answer.content) == (404, nowhere.content), address
    assert CalendarAddress.objects.count() == 2


def test_the_secret_is_shown_once_and_kept_nowhere(client, cast, sign_in):
    sign_in(client, cast.henrik)
    address = client.post(reverse("calendar")).context["address"]
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in client.get(reverse("calendar")).content.decode()
    row = CalendarAddress.objects.get()
    assert secret not in str(vars(row)) and secret not in str(dict(client.session))


def test_what_ends_elsewhere_ends_here_at_once(read, cast):
    families.evening(cast)
    assert read("henrik")
    Guardianship.objects.filter(guardian=cast.henrik).update(to_on=TODAY)
    assert not read("henrik")
    read("signe")
    Account.objects.filter(person=cast.signe).update(is_active=False)
    with pytest.raises(AssertionError):
        read("signe")


def test_closing_what_is_closed_is_nothing(cast, actor):
    close_calendar_address(actor=actor(cast.henrik))
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_reading_costs_the_same_however_much_there_is(cast, actor, django_assert_num_queries, rows):
    for number in range(rows):
        families.bring(cast, cast.g5b, f"ting {number}")
        families.due(families.run(cast, cast.g2a, cast.birgitte), f"Opgave {number}")
    address = reverse("calendar_feed", args=[make_calendar_address(actor=actor(cast.henrik))])
    Client().get(address)
    with django_assert_num_queries(13):
        Client().get(address)
