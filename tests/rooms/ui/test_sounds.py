"""The fixed phrases of the youngest: each has its sound, and the pages say them word for word."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from spor.evidence.queries import young
from spor.evidence.queries.products import spoken_title
from spor.ui import sounds

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "spor/ui/static" / sounds.FOLDER
EVERY = sounds.EVERY
# Pages of the youngest are named so, or are the parts that only they draw.
PARTS = ("components/camera", "parts/outbox")
YOUNG = sorted(
    {*ROOT.glob("spor/*/templates/**/young*.html"), *(ROOT / f"spor/ui/templates/ui/{each}.html" for each in PARTS)}
)
TRANSLATED = re.compile(r'\{% translate "([^"]+)" as (\w+) %\}')
SPOKEN = re.compile(r'\{% speak (?:_\("([^"]+)"\)|(\w+))[^%]*%\}')
ASKED_FOR = re.compile(r'\{% sound_of "([^"]+)" %\}')


def spoken_in(page: Path) -> set[str]:
    """The phrases a template says itself; what the pages' queries say is tested where they are."""
    text = page.read_text()
    named = {name: phrase for phrase, name in TRANSLATED.findall(text)}
    included = set(re.findall(r"young_trouble.html\" with said=(\w+)", text))
    said = {words or named.get(name, "") for words, name in SPOKEN.findall(text)}
    return (said | {named[name] for name in included if name in named} | set(ASKED_FOR.findall(text))) - {""}


def test_every_phrase_has_its_file_and_every_file_its_phrase() -> None:
    assert {path.stem for path in FOLDER.glob("*.mp3")} == set(EVERY.values())
    assert len(set(EVERY.values())) == len(EVERY)


def test_the_sounds_are_few_and_small() -> None:
    assert len(sounds.PHRASES) <= 50
    assert sum(path.stat().st_size for path in FOLDER.glob("*.mp3")) <= 600_000


def test_what_the_young_pages_say_is_recorded() -> None:
    said = {(page.relative_to(ROOT), phrase) for page in YOUNG for phrase in spoken_in(page)}
    assert len({phrase for _, phrase in said}) >= 10  # the reading of the pages works
    lacking = sorted((str(page), phrase) for page, phrase in said if not sounds.recorded(phrase).is_whole)
    assert lacking == [
        ("spor/portfolio/templates/portfolio/young_reflection.html", "Kun du ser det.")
    ]  # rare: the voice or an adult


@pytest.mark.parametrize(
    ("text", "files", "is_whole"),
    [
        ("Gemt", ["gemt"], True),
        ("Nu har du natur/teknologi.", ["nu", "natur-teknologi"], True),
        ("I dag har du dansk, idræt. Nu har du dansk.", ["i-dag", "dansk", "idraet", "nu", "dansk"], True),
        ("Hej Alma. Nu har du dansk.", ["nu", "dansk"], False),
        ("Byg et tårn. Den venter på dig.", ["venter"], False),
        ("Dansk er sjovt", [], False),
        ("Sanne siger: Du har gemt kortet.", [], False),
        ("", [], False),
    ],
)
def test_a_text_plays_its_fixed_sentences_and_no_half_ones(text: str, files: list[str], is_whole: bool) -> None:
    found = sounds.recorded(text)
    assert [Path(each).stem.split(".")[0] for each in found.sounds] == files and found.is_whole == is_whole


def test_the_loudspeaker_carries_what_is_recorded() -> None:
    def draw(text: str) -> str:
        return Template("{% speak t %}").render(Context({"t": text}))

    assert 'data-audio="/static/ui/sounds/gemt.mp3"' in draw("Gemt")
    partly = draw("Hej Alma. Nu har du dansk.")
    assert (
        "data-audio" not in partly and 'data-instead="/static/ui/sounds/nu.mp3 /static/ui/sounds/dansk.mp3"' in partly
    )
    assert "data-audio" not in draw("Byg et tårn") and "data-instead" not in draw("Byg et tårn")


def test_what_the_queries_say_to_the_young_is_recorded() -> None:
    whole = [young.spoken_faces(), young.spoken_done(), young.spoken_return("Sanne", ""), spoken_title("Billede")]
    assert [text for text in whole if not sounds.recorded(text).is_whole] == []
    for text in (young.spoken_task("Byg et tårn", "Så højt du kan."), young.spoken_goal("Jeg kan tælle")):
        assert len(sounds.recorded(text).sounds) == 1
