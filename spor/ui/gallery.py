"""Sample props for ui/gallery.html: every component in all its states, with invented names. Served by `home` at /komponenter/."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

from spor.base.clock import COPENHAGEN
from spor.ui.levels import LEVELS, level_name

_NOW = dt.datetime(2026, 11, 25, 10, 21, tzinfo=COPENHAGEN)
LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitän er et langt ord, og det er «multiresistent speciallægepraksisplanlægning» "
    "også. Sådan ser en meget lang titel ud, når nogen skriver alt, hvad de ved, i den første linje, de møder."
)
SUBJECTS = (
    ("dan", "Dansk"),
    ("mat", "Matematik"),
    ("eng", "Engelsk"),
    ("tys", "Tysk"),
    ("fra", "Fransk"),
    ("his", "Historie"),
    ("kri", "Kristendomskundskab"),
    ("sam", "Samfundsfag"),
    ("nat", "Natur/teknologi"),
    ("bio", "Biologi"),
    ("geo", "Geografi"),
    ("fys", "Fysik/kemi"),
    ("bil", "Billedkunst"),
    ("mus", "Musik"),
    ("idr", "Idræt"),
    ("hdd", "Håndværk og design"),
    ("mad", "Madkundskab"),
    ("kla", "Klassens tid"),
)
SAYINGS = ("Jeg hører huset.", "Gem hemmeligheden lidt.", "Læs slutningen højt.", "Del afsnittet i to.")


_PEOPLE = ("Mette Lindqvist", "Viggo Brandt", "Åse Nygaard", "Karl-Emil Toft", "Zahra Hussein", "Bo")
_GOALS = (
    "Skaber stemning med ord",
    "Bygger spænding op",
    "Sætter tegn",
    "Læser flydende",
    "Spørger til kilder",
    "Ser tiden på linje",
)
_ANIMALS = (
    ("squirrel", "Egern"),
    ("rabbit", "Kanin"),
    ("fish", "Fisk"),
    ("bird", "Fugl"),
    ("turtle", "Skildpadde"),
    ("cat", "Kat"),
    ("dog", "Hund"),
    ("snail", "Snegl"),
    ("rat", "Mus"),
    ("bug", "Bille"),
)
_FACES = (
    ("laugh", "Rigtig godt"),
    ("smile", "Godt"),
    ("meh", "Midtimellem"),
    ("frown", "Ked af det"),
    ("circle-ellipsis", "Det vil jeg ikke sige"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Titel på forløbet", help_text="Sådan ser eleverne den", max_length=120)
    due_on = forms.CharField(label="Frist")
    body = forms.CharField(label="Til Viggo", widget=forms.Textarea, required=False)
    weeks = forms.ChoiceField(label="Uger", choices=[("46", "Uge 46–50"), ("50", "Uge 50–2")])
    share = forms.BooleanField(label="Del med teamet", required=False)
    way = forms.ChoiceField(
        label="Hvordan afleverer I?",
        widget=forms.RadioSelect,
        choices=[("own", "Hver for sig"), ("group", "Én for hele gruppen")],
    )
    file = forms.FileField(label="Vedhæft en fil", required=False)

    def clean_due_on(self) -> str:
        raise forms.ValidationError("November har 30 dage. Mente du 30. november eller 1. december?")


@dataclass(frozen=True)
class Cell:
    """A pupil's level on a goal, as the class matrix draws it."""

    level: int | None
    rising: bool = False


def _rows() -> list[tuple[str, list[Cell]]]:
    names = ("Aya Rahimi", "Noah Bech", "Freja Lund", "Yusuf Demir", "Villum Østergaard-Christensen")
    return [
        (name, [Cell(None if (at + n) % 6 == 5 else (at + n) % 5, (at * n) % 3 == 1) for n in range(6)])
        for at, name in enumerate(names)
    ]


def _times() -> list[dt.datetime]:
    earlier = [
        dt.timedelta(minutes=43),
        dt.timedelta(hours=19, minutes=9),
        dt.timedelta(days=4),
        dt.timedelta(days=400),
    ]
    return [*(_NOW - ago for ago in earlier), _NOW + dt.timedelta(days=8, hours=6)]


def samples() -> dict[str, Any]:
    """The context of ui/gallery.html."""
    return {
        "now": _NOW,
        "long": LONG,
        "subjects": SUBJECTS,
        "sayings": SAYINGS,
        "legend": [(level, level_name(level), level_name(level, "pupil")) for level in LEVELS],
        "form": SampleForm(),
        "bound": SampleForm({"title": "Brøker du kan spise", "due_on": "31. november", "weeks": "46", "way": "own"}),
        "goals": _GOALS,
        "rows": _rows(),
        "times": _times(),
        "blocks": (("Mål", "target"), ("Tegn på læring", "footprints")),
        "early": [1, 2, 3],
        "still": [2, 2],
        "none": [],
        "people": _PEOPLE,
        "animals": _ANIMALS,
        "faces": _FACES,
    }
