"""Danish order, the same on both databases: asked of the database, not of ourselves."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.base import collate
from spor.base.collate import danish
from spor.people.models import School

# As a class list, a library and a register have them: figures, letters, æ ø å last, aa as å, ä as æ, ö as ø, accents with their letter.
EXPECTED = (
    """
(kladde)|10.A|5.B|5.C|Anna|anna|Anna Bo|Annabel|Bo|Carl|Emil|Émile|Jens|Jens Å|Jens-Ole|Jensen|Müller|Myra|Uffe|Über|Yrsa|Zoe
Ähre|Ærø|Ödön|Øjvind|Aage|Åse
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.django_db
def test_the_database_sorts_as_danes_do() -> None:
    School.objects.bulk_create(School(number=str(number), name=name) for number, name in enumerate(sorted(EXPECTED)))
    names = School.objects.order_by(danish("name"))
    assert list(names.values_list("name", flat=True)) == EXPECTED
    assert list(names.reverse().values_list("name", flat=True)) == EXPECTED[::-1]


@given(st.text(), st.text(), st.text())
def test_the_order_is_total(a: str, b: str, c: str) -> None:
    assert collate.compare(a, b) == -collate.compare(b, a)
    assert (collate.compare(a, b) == 0) == (a == b)
    if collate.compare(a, b) <= 0 and collate.compare(b, c) <= 0:
        assert collate.compare(a, c) <= 0


def test_small_and_large_letters_lie_together() -> None:
    for small, large in itertools.pairwise(["anna", "ANNA", "anna"]):
        assert collate.key(small) == collate.key(large)
