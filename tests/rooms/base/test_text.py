"""Typed text: nothing visible is lost on the way in, nothing but paragraphs, lists and links comes out."""

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spor.base.text import clean_line, clean_text, folded, to_html

ANY = st.text()
# What people write, what word processors paste, and what those who mean harm try.
TRICKY = st.lists(
    st.sampled_from(
        [
            "<script>",
            "</p>",
            "&lt;",
            '"',
            "'",
            "javascript:",
            "https://emu.dk/?x=1&y=<b>",
            "- ",
            "\n",
            "\n\n",
            "å",
            "\u202e",
            "a\u200b\u030a",
            "\0",
            "\v",
        ]
    )
    | st.text(max_size=5)
).map("".join)


def is_visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMNPS"


@given(ANY | TRICKY)
def test_clean_text_loses_no_visible_character(text: str) -> None:
    # Canonical composition may merge a letter and its accent, so both are compared taken apart.
    before, after = (unicodedata.normalize("NFD", each) for each in (text, clean_text(text)))
    assert sorted(filter(is_visible, after)) == sorted(filter(is_visible, before))


@given(ANY | TRICKY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY | TRICKY)
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    clean = clean_text(text)
    clean.encode()
    assert "\0" not in clean and "\r" not in clean and "\n" not in clean_line(text)
    assert clean == unicodedata.normalize("NFC", clean)


def test_what_a_word_processor_calls_a_new_line_is_one() -> None:
    assert clean_text("et\r\nto\rtre\vfire\u2028fem\x85seks") == "et\nto\ntre\nfire\nfem\nseks"


def test_characters_nobody_sees_go_and_emoji_stay_whole() -> None:
    assert clean_text("\ufeffAlma\u200b og \u202eVig\x07go\ud800") == "Alma og Viggo"
    assert clean_text("👩\u200d🏫") == "👩\u200d🏫"


def test_a_letter_and_an_accent_that_meet_become_one() -> None:
    assert clean_text("a\u200b\u030a") == "å"


def test_the_edges_of_a_text_are_trimmed_but_not_its_indents() -> None:
    assert clean_text("\n\n  kode\n    mere  \n\n") == "  kode\n    mere"
    assert clean_line("  Gys \n og\tgru ") == "Gys og gru"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            assert name != "href" or (value or "").startswith(("http://", "https://"))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(ANY | TRICKY)
def test_to_html_never_lets_a_tag_through(text: str) -> None:
    page = Tags()
    page.feed(to_html(text))
    page.close()
    allowed = {("p", ()), ("ul", ()), ("li", ()), ("br", ()), ("a", ("href", "rel"))}
    assert set(page.seen) <= allowed


@given(ANY | TRICKY)
def test_to_html_shows_every_letter(text: str) -> None:
    page = Tags()
    page.feed(to_html(clean_text(text)))
    page.close()
    letters = [letter for letter in clean_text(text) if letter.isalnum()]
    assert [letter for letter in page.text if letter.isalnum()] == letters


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("  \n ", ""),
        ("Hej", "<p>Hej</p>"),
        ("En\nto\n\ntre", "<p>En<br>to</p><p>tre</p>"),
        ("- saks\n- lim", "<ul><li>saks</li><li>lim</li></ul>"),
        ("Husk:\n- saks\n- lim\nTak", "<p>Husk:</p><ul><li>saks</li><li>lim</li></ul><p>Tak</p>"),
        ("<b>fed</b>", "<p>&lt;b&gt;fed&lt;/b&gt;</p>"),
        ("-5 grader", "<p>-5 grader</p>"),
        (
            "Se https://emu.dk/a?b=1&c=2.",
            '<p>Se <a href="https://emu.dk/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">https://emu.dk/a?b=1&amp;c=2</a>.</p>',
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)
def test_to_html(text: str, html: str) -> None:
    assert to_html(text) == html


def test_folded_is_what_search_compares() -> None:
    assert folded("  BRØK\u00adREGNING på Åen ") == "brøkregning på åen"
