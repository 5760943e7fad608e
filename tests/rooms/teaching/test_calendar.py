"""The school's calendar: holidays by law's rule, and the school's own days off."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.base.errors import Refused
from spor.teaching.actions.days_off import add_day_off, add_days_off
from spor.teaching.holidays import Free, by_law, easter, school_days, summer_begins, usual
from spor.teaching.models import DayOff

JULY = dt.date(2027, 7, 1)


@pytest.mark.parametrize(
    ("year", "sunday", "summer"),
    [
        (2024, (3, 31), 29),
        (2025, (4, 20), 28),
        (2026, (4, 5), 27),
        (2027, (3, 28), 26),
        (2028, (4, 16), 24),
        (2030, (4, 21), 29),
    ],
)
def test_easter_and_the_last_saturday_of_june_are_computed(year, sunday, summer):
    assert easter(year) == dt.date(year, *sunday)
    assert summer_begins(year) == dt.date(year, 6, summer)


def test_a_year_has_the_holidays_of_law_and_great_prayer_day_is_gone():
    names = [free.name for free in by_law(2026)]
    assert names == [
        "1. juledag",
        "2. juledag",
        "Nytårsdag",
        "Skærtorsdag",
        "Langfredag",
        "Påskedag",
        "2. påskedag",
        "Kristi himmelfartsdag",
        "Pinsedag",
        "2. pinsedag",
        "Sommerferie",
    ]
    assert "Store bededag" in [free.name for free in by_law(2022)]


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_usual_holidays_and_one_day_off_leave_two_hundred_school_days(year):
    assert school_days(year, usual(year)) == 201


def test_days_off_do_not_overlap_end_backwards_or_never(cast, actor):
    lone = actor(cast.lone)
    add_days_off(actor=lone, school=cast.kastanje, days=usual(2026))
    count = DayOff.objects.count()
    assert add_days_off(actor=lone, school=cast.kastanje, days=usual(2026)) == 0
    october = dt.date(2026, 10, 14)
    for free, words in (
        (Free(october, october + dt.timedelta(days=1), "Motionsdag"), "falder sammen med «Efterårsferie»"),
        (Free(JULY, JULY - dt.timedelta(days=1), "Baglæns"), "slutter før"),
        (Free(dt.date(2027, 4, 12), dt.date(2027, 9, 1), "Altid"), "over ti uger"),
    ):
        with pytest.raises(Refused, match=words):
            add_day_off(actor=lone, school=cast.kastanje, free=free, key=free.name)
    with pytest.raises(Refused):  # one of several that cannot be: none of them is
        bad = [Free(dt.date(2027, 4, 20), dt.date(2027, 4, 21), "Fri"), Free(october, october, "Nej")]
        add_days_off(actor=lone, school=cast.kastanje, days=bad)
    assert DayOff.objects.count() == count


def test_the_secretary_edits_and_the_home_reads(client, cast, sign_in):
    sign_in(client, cast.lone)
    place = [cast.kastanje.code, 2026]
    client.post(reverse("days_off_usual", args=place))
    page = client.get(reverse("school_calendar", args=place)).content.decode()
    assert "201 skoledage" in page
    assert "Læg én fridag mere ind" in page
    sent = {"name": "Skolens fødselsdag", "first": "20.5.2027", "last": "", "key": "k"}
    client.post(reverse("days_off", args=place), sent)
    assert "200 skoledage" in client.get(reverse("school_calendar", args=place)).content.decode()
    taken = client.post(reverse("days_off", args=place), {**sent, "name": "Fest", "key": "l"})
    assert taken.status_code == 422
    assert "falder sammen med «Skolens fødselsdag»" in taken.content.decode()
    row = DayOff.objects.get(name="Skolens fødselsdag")
    client.post(reverse("day_off_removal", args=[*place, row.code]))
    client.post(reverse("days_off", args=place), {**sent, "name": "Fest", "key": "m"})
    undone = client.post(reverse("day_off_return", args=[*place, row.code]), follow=True).content.decode()
    assert "falder sammen med «Fest»" in undone
    sign_in(client, cast.henrik)
    page = client.get(reverse("school_calendar_now", args=place[:1]), follow=True).content.decode()
    assert "Fest" in page
    assert "Fjern" not in page


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("school_calendar", 6), ("days_off", 6)])
def test_a_calendar_costs_the_same_however_full(
    client, cast, actor, sign_in, many, name, queries, django_assert_num_queries
):
    for number in range(many):
        day = dt.date(2027, 4, 12 + number)
        free = Free(day, day + dt.timedelta(days=1), f"Fridag {number}")
        add_day_off(actor=actor(cast.lone), school=cast.kastanje, free=free, key=str(number))
    sign_in(client, cast.lone)
    place = reverse(name, args=[cast.kastanje.code, 2026])
    with django_assert_num_queries(queries):
        page = client.get(place) if name == "school_calendar" else client.post(place, {"first": "x"})
    assert page.content.decode().count("Fridag ") >= many
