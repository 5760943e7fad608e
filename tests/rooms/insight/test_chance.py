"""A figure has fallen or risen only when chance alone would seldom do as much."""

import datetime as dt

import pytest

from spor.insight.figures.chance import differs, fisher
from spor.insight.figures.told import SchoolTold, Told
from spor.insight.figures.trend import feedback_trend

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((3, 4), (1, 4), 0.485714),  # Fisher's own: the lady tasting tea
        ((1, 10), (11, 14), 0.002759),
        ((8, 10), (1, 6), 0.034965),
        ((5, 5), (5, 5), 1.0),
    ],
)
def test_fishers_exact_test(first: tuple[int, int], second: tuple[int, int], expected: float) -> None:
    assert fisher(first, second) == pytest.approx(expected, abs=1e-5)


def test_the_same_shares_do_not_differ_and_far_ones_do() -> None:
    assert not differs((30, 40), (60, 80))
    assert not differs((12, 20), (15, 20))
    assert differs((5, 40), (60, 80))
    assert not differs((0, 0), (3, 5))


def _school(late: tuple[int, int], before: tuple[int, int]) -> SchoolTold:
    return SchoolTold(
        [
            Told(1, "feedback", 1, DAY, late[0], late[1] - late[0]),
            Told(1, "feedback", 1, DAY - dt.timedelta(weeks=8), before[0], before[1] - before[0]),
        ]
    )


@pytest.mark.parametrize(
    ("late", "before", "direction"),
    [((10, 60), (55, 70), "down"), ((55, 60), (20, 70), "up"), ((40, 60), (50, 70), "same")],
)
def test_a_trend_is_named_only_when_it_is_more_than_chance(
    late: tuple[int, int], before: tuple[int, int], direction: str
) -> None:
    assert feedback_trend(_school(late, before), DAY).direction == direction


def test_without_anything_to_compare_nothing_is_said() -> None:
    assert feedback_trend(SchoolTold(), DAY).direction == ""
