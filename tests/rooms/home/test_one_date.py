"""Every date is typed once: moved in one place it has moved on year plan, week plan, I dag, and the pupil's, parent's and plan page."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.base.schoolyear import Week
from spor.teaching.actions.move import move
from spor.teaching.actions.plan_year import share_year
from spor.teaching.actions.set_due import set_due
from spor.teaching.actions.share_week import share_week
from tests.cast import TODAY, Cast
from tests.rooms.teaching import plans

TOMORROW, MONDAY_AFTER = TODAY + dt.timedelta(days=1), dt.date(2026, 11, 30)


def _pages(client, cast: Cast, sign_in) -> dict[str, str]:
    """The six pages as HTML, each as whoever reads it."""
    addresses = {
        "year plan": (cast.mette, reverse("group_year", args=[cast.g5b.code, 2026])),
        "week plan": (cast.mette, reverse("group_week", args=[cast.g5b.code, 2026, 48])),
        "next week": (cast.mette, reverse("group_week", args=[cast.g5b.code, 2026, 49])),
        "I dag": (cast.mette, "/"),
        "pupil": (cast.oskar, "/"),
        "parent": (cast.henrik, "/"),
        "plan": (cast.henrik, reverse("pupil_plan", args=[cast.oskar.code])),
    }
    found = {}
    for name, (who, address) in addresses.items():
        sign_in(client, who)
        found[name] = client.get(address).content.decode()
    return found


@pytest.fixture
def run(cast, actor):
    """Gys og gru, weeks 48–50, «Novelle» due tomorrow; its year and its weeks are shared."""
    made, mette = plans.run(cast, due_on=TOMORROW), actor(cast.mette)
    for monday in (MONDAY_AFTER - dt.timedelta(days=7), MONDAY_AFTER):
        share_week(actor=mette, group=cast.g5b, monday=monday)
    share_year(actor=mette, group=cast.g5b, subject=cast.dansk, year=2026)
    return made


def test_a_hand_in_date_moved_once_has_moved_on_all_six(client, cast, actor, sign_in, run):
    before = _pages(client, cast, sign_in)
    set_due(actor=actor(cast.jonas), assignment=run.assignments.get(), due_on=MONDAY_AFTER)
    after = _pages(client, cast, sign_in)
    said = {
        "year plan": ("Novelle torsdag den 26. november", "Novelle mandag den 30. november"),
        "I dag": ("5.B · i morgen", "5.B · på mandag"),
        "pupil": ("I morgen", "På mandag"),
        "plan": ("i morgen", "på mandag"),
    }
    for name, (was, now) in said.items():
        assert was in before[name], name
        assert now not in before[name], name
        assert was not in after[name], name
        assert now in after[name], name
    assert ["Novelle" in pages["week plan"] for pages in (before, after)] == [True, False]
    assert ["Novelle" in pages["next week"] for pages in (before, after)] == [False, True]
    assert ["Aflever «Novelle»" in pages["parent"] for pages in (before, after)] == [True, False]


def test_a_runs_weeks_moved_once_have_moved_on_all_six(client, cast, actor, sign_in, run):
    before = _pages(client, cast, sign_in)
    move(actor=actor(cast.mette), row=run, first=Week(2026, 49), last=Week(2026, 51))
    after = _pages(client, cast, sign_in)
    assert "Gys og gru, uge 48–50" in before["year plan"]
    assert "Gys og gru, uge 49–51" in after["year plan"]
    assert "I morgen · Gys og gru" in before["pupil"]
    assert "Torsdag den 3. december · Gys og gru" in after["pupil"]
    for name in ("week plan", "I dag", "parent", "plan"):
        assert "Gys og gru" in before[name], name
        assert "Gys og gru" not in after[name], name
    assert "Gys og gru" in after["next week"]
