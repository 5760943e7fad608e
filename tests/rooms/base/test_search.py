"""Search over one column, the same on both databases."""

import pytest

from spor.base import search
from spor.base.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(now):
    """`shelf("Brøkregning", …)` puts rows of these words on the shelf; `found("brøk")` gives the words that match, best first."""

    def put(*names: str) -> None:
        rows = [
            StoredFile(sha256="0" * 64, kind="pdf", media_type="", size=0, stored_at=now, name=search.searchable(name))
            for name in names
        ]
        StoredFile.objects.bulk_create(rows)

    return put


def found(text: str) -> list[str]:
    rows = search.matches(StoredFile.objects.order_by("pk"), text, column="name")
    return [row.name.strip() for row in rows]


def test_a_word_is_found_inside_longer_words_and_whole_words_come_first(shelf):
    shelf("Decimalbrøk", "Brøkregning i 5.", "Om en brøk, og mere", "Geometri")
    assert found("brøk") == ["om en brøk , og mere", "brøkregning i 5 .", "decimalbrøk"]


def test_within_a_rank_the_order_of_the_queryset_holds(shelf):
    shelf("brøk to", "brøk en")
    assert found("brøk") == ["brøk to", "brøk en"]


@pytest.mark.parametrize("typed", ["ÆBLE", "æble", "Æblegrød øre", "ØRE æb", "ØRE, æble."])
def test_case_is_folded_for_danish_letters_too(shelf, typed):
    shelf("Æblegrød på Øre Å", "Pæregrød")
    assert found(typed) == ["æblegrød på øre å"]


def test_letters_typed_as_letter_and_accent_are_the_same(shelf):
    shelf("Allé på Ærø")
    assert found("alle\u0301") == ["allé på ærø"]


def test_every_word_must_be_there_in_any_order(shelf):
    shelf("Regn med brøker", "Regn med decimaltal", "Brøker og procent")
    assert found("brøk regn") == ["regn med brøker"]


def test_rank_sums_over_the_words(shelf):
    shelf("brøker regning", "brøk regning", "decimalbrøk genregning")
    assert found("brøk regning") == ["brøk regning", "brøker regning", "decimalbrøk genregning"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("%", ["100 %"]),
        ("100%", ["100 %"]),
        ("a_b", ["a_b"]),
        ("_", ["a_b"]),
        ("d'art", ["d ' artagnan"]),
        ("d’art", ["d ' artagnan"]),
        ('"', ['siger " hej "']),
        ("\\", ["c : \\ temp"]),
        ("natur/tek", ["natur / teknologi"]),
        ("'; drop table x; --", []),
        ('" OR "*', []),
    ],
)
def test_signs_are_literal(shelf, typed, names):
    shelf("100%", "1000", "a_b", "axb", "D'Artagnan", 'Siger "hej"', "C:\\temp", "Natur/teknologi")
    assert found(typed) == names


def test_a_short_word_is_looked_for_where_words_begin(shelf):
    shelf("Brøk", "Den bro", "Algebra", "5. klasse", "25 elever")
    assert found("br") == ["brøk", "den bro"]
    assert found("5") == ["5 . klasse"]
    assert found("5. kl") == ["5 . klasse"]


@pytest.mark.parametrize("typed", ["", "   ", " ,.;: – ", "\x00\u200b"])
def test_no_word_narrows_nothing(shelf, typed):
    shelf("To", "En")
    assert found(typed) == ["to", "en"]


def test_a_long_text_is_cut_and_searched(shelf):
    shelf("lang " * 3)
    assert found("lang " * 10_000) == ["lang lang lang"]
    assert len(search.words(" ".join(f"ord{n}" for n in range(500)))) == search.WORDS_MAX


def test_a_column_that_is_merely_folded_is_searched_too(now):
    StoredFile.objects.create(sha256="1" * 64, kind="pdf", media_type="", size=0, stored_at=now, name="brøk (50%)")
    assert found("brøk") == ["brøk (50%)"]
    assert found("br") == ["brøk (50%)"]
    assert found("brøk%") == ["brøk (50%)"]


def test_it_is_one_query_and_composes_with_filters(shelf, django_assert_num_queries):
    shelf("Brøk en", "Brøk to")
    rows = search.matches(StoredFile.objects.filter(name__contains="to"), "brøk", column="name").exclude(size=1)[:5]
    with django_assert_num_queries(1):
        assert [row.relevance for row in rows] == [0]


def test_searchable_text_has_a_blank_around_every_piece_and_none_when_empty():
    assert search.searchable("Brøk, del", "Tal (5%)") == " brøk , del tal ( 5 % ) "
    assert search.searchable("", "  ") == ""
