"""Days off and timetables from files: seen first, taken whole, and the same again changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spor.people.models import Post
from spor.teaching.models import DayOff, Lesson
from tests.cast import Cast

HEAD = "klasse;dag;start;slut;fag;lærer;lokale\n"
WEEK = HEAD + "5.B;mandag;8.15;9.45;Dansk;ML;112\n5.B;ti;08:15;9:00;mat;Jonas Beck;112\n2.A;3;10.00;10.45;;;\n"


def _ics(*events: str) -> str:
    return (
        "BEGIN:VCALENDAR\r\n"
        + "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
        + "END:VCALENDAR\r\n"
    )


def _day(name: str, first: str, until: str = "", more: str = "") -> str:
    end = f"\r\nDTEND;VALUE=DATE:{until}" if until else ""
    return f"SUMMARY:{name}\r\nDTSTART;VALUE=DATE:{first}{end}{more}"


@pytest.fixture
def lone(client, cast: Cast, sign_in) -> None:
    Post.objects.filter(person=cast.mette).update(short_name="ML")
    sign_in(client, cast.lone)


def _send(client, name: str, cast: Cast, text: str, *, take: bool = False, coding: str = "utf-8", **more):
    place = [cast.kastanje.code, 2026] if name == "calendar_import" else [cast.kastanje.code]
    sent = {"text": text, "take": "1"} if take else {"file": SimpleUploadedFile("fil", text.encode(coding))}
    return client.post(reverse(name, args=place), {**sent, **more}, follow=True)


def _timetable(client, cast: Cast, text: str, **more):
    return _send(client, "timetable_import", cast, text, **{"from_on": "2026-11-30", **more})


def test_a_calendar_is_seen_and_then_taken_once(client, cast, lone):
    text = _ics(
        _day("Efterårsferie\\, hele\r\n  skolen", "20261012", "20261017"),
        _day("Motionsdag", "20261009"),
        _day("Før", "20250101"),
    )
    seen = _send(client, "calendar_import", cast, text).content.decode()
    assert "2 nye, 0 findes, 1 i et andet skoleår" in seen
    assert not DayOff.objects.exists()
    for _ in range(2):
        _send(client, "calendar_import", cast, text, take=True)
    rows = DayOff.objects.order_by("from_on").values_list("name", "from_on", "to_on")
    assert [(name, str(first), str(until)) for name, first, until in rows] == [
        ("Motionsdag", "2026-10-09", "2026-10-10"),
        ("Efterårsferie, hele skolen", "2026-10-12", "2026-10-17"),
    ]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([_day("A", "20261012", "20261017"), _day("B", "20261016")], "«A» og «B» falder sammen 16. oktober 2026"),
        ([_day("A", "20261012", "20270901")], "Linje 2: «A» varer over ti uger"),
        ([_day("A", "20261012", "", "\r\nRRULE:FREQ=WEEKLY")], "Linje 2: «A» gentages uden slut"),
        ([_day("A", "20261012", "", "\r\nRRULE:FREQ=WEEKLY;COUNT=3")], "Linje 2: «A» gentages"),
        ([_day("A", "20261099")], "Linje 2: vi kan ikke læse datoen for «A»"),
        (["SUMMARY:A"], "Linje 2: «A» har ingen dato"),
    ],
)
def test_a_calendar_that_cannot_be_says_why_and_nothing_is_taken(client, cast, lone, events, words):
    text = _ics(_day("God", "20270520"), *events) if "Linje" not in words else _ics(*events, _day("God", "20270520"))
    for take in (False, True):
        answer = _send(client, "calendar_import", cast, text, take=take)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not DayOff.objects.exists()


def test_something_that_is_no_file_of_the_kind_says_so(client, cast, lone):
    assert "ligner ikke en kalenderfil" in _send(client, "calendar_import", cast, "hej").content.decode()
    assert "Vi mangler: dag, start, slut" in _timetable(client, cast, "klasse;fag\n5.B;dansk").content.decode()
    empty = client.post(reverse("timetable_import", args=[cast.kastanje.code]), {"from_on": "2026-11-30"})
    assert "Vælg en fil" in empty.content.decode()


def test_a_timetable_is_seen_and_then_taken_and_the_same_again_changes_nothing(client, cast, lone):
    seen = _timetable(client, cast, WEEK, coding="cp1252").content.decode()
    assert "Godkend skemaet for 2 klasser" in seen
    assert not Lesson.objects.exists()
    _timetable(client, cast, WEEK, take=True)
    lessons = Lesson.objects.order_by("group__name", "weekday")
    rows = [
        (each.group.name, each.weekday, str(each.starts_at), each.subject, each.teacher, each.room) for each in lessons
    ]
    assert rows == [
        ("2.A", 3, "10:00:00", None, None, ""),
        ("5.B", 1, "08:15:00", cast.dansk, cast.mette, "112"),
        ("5.B", 2, "08:15:00", cast.matematik, cast.jonas, "112"),
    ]
    again = _timetable(client, cast, WEEK, take=True).content.decode()
    assert "Nye lektioner: 0. Ophørt: 0. Uændrede: 3" in again
    assert "Ingen ændringer" in _timetable(client, cast, WEEK).content.decode()
    moved = WEEK.replace("mandag;8.15;9.45", "fredag;8.15;9.45")
    _timetable(client, cast, moved, take=True, from_on="2027-01-04")
    ended = Lesson.objects.get(weekday=1)
    assert str(ended.to_on) == "2027-01-04"
    assert Lesson.objects.filter(to_on=None).count() == 3


def test_unknown_classes_and_teachers_are_named_with_their_line_and_their_class_is_left_alone(client, cast, lone):
    _timetable(client, cast, WEEK, take=True)
    wrong = HEAD + "9.X;mandag;8.15;9.00;dansk;;\n5.B;mandag;8.15;9.00;dansk;QQ;\n5.B;fredag;8.15;9.00;dansk;ML;\n"
    wrong += "2.A;blåmandag;8.15;9.00;;;\n2.A;mandag;25.15;9.00;;;\n2.A;mandag;9.15;9.00;;;\n0.A;fredag;9.00;9.45;;;\n"
    seen = _timetable(client, cast, wrong).content.decode()
    for words in (
        "Linje 2: klassen «9.X» findes ikke på skolen",
        "Linje 3: «QQ» er ikke ansat på skolen",
        "Linje 5: dagen «blåmandag» kan ikke læses",
        "Linje 6: klokkeslættet «25.15» kan ikke læses",
        "Linje 7: timen slutter (9.00) før, den begynder",
        "Disse klasser beholder det skema, de har: 2.A, 5.B",
    ):
        assert words in seen, words
    _timetable(client, cast, wrong, take=True)
    assert Lesson.objects.filter(to_on=None).count() == 4
    assert Lesson.objects.filter(group=cast.g0a).count() == 1


def test_a_timetable_comes_as_ical_too(client, cast, lone):
    weekly = "DTSTART;TZID=Europe/Copenhagen:20261130T081500\r\nDTEND;TZID=Europe/Copenhagen:20261130T090000"
    text = _ics(
        f"SUMMARY:5.B Dansk\r\n{weekly}\r\nLOCATION:112\r\nDESCRIPTION:Lærer: ML\r\nRRULE:FREQ=WEEKLY;UNTIL=20270625",
        f"SUMMARY:5.B Dansk\r\n{weekly}\r\nLOCATION:112\r\nDESCRIPTION:Lærer: ML",
        f"SUMMARY:2.A Dansk\r\n{weekly}\r\nRRULE:FREQ=WEEKLY",
    )
    assert "«2.A Dansk» gentages uden slut" in _timetable(client, cast, text).content.decode()
    _timetable(client, cast, text, take=True)
    lesson = Lesson.objects.get()
    assert (lesson.group, lesson.weekday, lesson.teacher, lesson.room) == (cast.g5b, 1, cast.mette, "112")


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("calendar_import", 6), ("timetable_import", 10)])
def test_a_preview_costs_the_same_however_long(client, cast, lone, many, name, queries, django_assert_num_queries):
    days = _ics(*(_day(f"Fri {number}", f"2027041{number}") for number in range(2, 2 + many)))
    hours = HEAD + "".join(f"5.B;{number};8.15;9.45;Dansk;ML;112\n" for number in range(1, many + 1))
    text = days if name == "calendar_import" else hours
    with django_assert_num_queries(queries):
        assert _send(client, name, cast, text, from_on="2026-11-30").status_code == 200
