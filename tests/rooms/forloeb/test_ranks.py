"""There is always room between two blocks, and ranks sort as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.forloeb.ranks import SIGNS, between, spread


@given(st.lists(st.integers(min_value=0, max_value=200), max_size=120))
def test_any_row_of_insertions_stays_in_order(places):
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        low, high = (ranks[at - 1] if at else ""), (ranks[at] if at < len(ranks) else "")
        rank = between(low, high)
        assert low < rank
        assert not high or rank < high
        assert rank[-1] != SIGNS[0]
        ranks.insert(at, rank)
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@given(st.integers(min_value=0, max_value=300))
def test_spread_ranks_are_in_order_with_room_between(count):
    ranks = spread(count)
    assert len(ranks) == count
    assert ranks == sorted(set(ranks))
    for low, high in zip(["", *ranks], [*ranks, ""], strict=True):
        assert low < between(low, high)


def test_a_hundred_blocks_put_in_at_the_end_have_short_ranks():
    assert max(map(len, spread(100))) <= 6


@pytest.mark.parametrize(("low", "high"), [("k", "k"), ("m", "k"), ("k1", "k")])
def test_ranks_out_of_order_have_nothing_between(low, high):
    with pytest.raises(ValueError, match="no room"):
        between(low, high)


def test_no_rank_holds_the_letter_that_danish_collations_move():
    assert "a" not in SIGNS
