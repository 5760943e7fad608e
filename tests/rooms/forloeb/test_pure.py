"""The small pure parts: differences, links, weeks, the framework's words made a pupil's."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.forloeb import weeks
from spor.forloeb.differences import differences, joined
from spor.forloeb.pupil_words import in_pupil_language
from spor.forloeb.texts import link_of


@given(st.text(), st.text())
def test_a_difference_holds_both_texts_whole(old, new):
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old


def test_a_difference_is_of_words():
    pieces = differences("En mørk nat", "En stormfuld nat")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "En "),
        ("gone", "mørk "),
        ("new", "stormfuld "),
        ("same", "nat"),
    ]


def test_joined_texts_hold_every_line_of_both_and_the_common_ones_once():
    assert joined("Et\nTo\nTre", "Et\nTo en halv\nTre\nFire") == "Et\nTo\nTo en halv\nTre\nFire"
    assert joined("Jonas", "Mette") == "Jonas\nMette"
    assert joined("", "Mette") == "Mette"


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://skole.example/a?b=c", "https://skole.example/a?b=c"),
        ("HTTP://skole.example", "HTTP://skole.example"),
        ("www.skole.example", "https://www.skole.example"),
        ("javascript:alert(1)//a.bc", ""),
        ("https://bank.example@ond.example", ""),
        ("side 34 i bogen", ""),
        ("htt", ""),
        ("", ""),
        ('https://a.example/"onclick="x', ""),
    ],
)
def test_only_a_web_address_is_a_link(typed, link):
    assert link_of(typed) == link


@pytest.mark.parametrize(
    ("week", "today", "year"),
    [
        (47, dt.date(2026, 11, 25), 2026),
        (33, dt.date(2026, 11, 25), 2026),
        (20, dt.date(2026, 11, 25), 2027),
        (2, dt.date(2026, 11, 25), 2027),
        (33, dt.date(2027, 6, 10), 2027),
        (53, dt.date(2026, 11, 25), 2026),
        (53, dt.date(2027, 1, 5), 2026),
        (50, dt.date(2027, 1, 5), 2026),
    ],
)
def test_a_week_is_the_coming_one_or_the_one_just_gone(week, today, year):
    assert weeks.year_of(week, today) == year


def test_weeks_run_over_new_year():
    assert weeks.span(50, 2, 2026) == [50, 51, 52, 53, 1, 2]
    assert weeks.span(46, None, 2026) == [46]
    assert weeks.span(None, 3, None) == []
    assert weeks.in_words(46, 50) == "uge 46–50"
    assert weeks.in_words(46, 46) == "uge 46"
    assert weeks.in_words(None, None) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Eleven kan søge information", "Jeg kan søge information"),
        ("Eleven har viden om brøkers opbygning", "Jeg ved noget om brøkers opbygning"),
        ("Eleven bruger kilder", "Jeg bruger kilder"),
        ("Eleverne kan anvende decimaltal", "Jeg kan anvende decimaltal"),
        ("Opmærksomhedspunkt", "Opmærksomhedspunkt"),
        ("Eleven kan " + "x" * 400, ("Jeg kan " + "x" * 400)[:300]),
    ],
)
def test_the_frameworks_words_become_a_pupils(text, said):
    assert in_pupil_language(text) == said
