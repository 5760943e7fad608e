"""Read Fælles Mål from `faelles_maal.json` (what it is and where it is from: README.md beside this file).

The file is nested: subject → trinforløb → kompetenceområde with its kompetencemål → færdigheds- og vidensområde → phase → a
færdighedsmål and a vidensmål. The official number of a node names it for good: `ffm:100004:skill`. An area and its competence
goal share a number, and an attention point has none of its own, so the kind (and a count within the strand) belongs to the name.
"""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.search import searchable
from spor.base.text import clean_line
from spor.curriculum.frameworks.texts import BindingText, FrameworkText, GoalText, SubjectText
from spor.curriculum.models import Goal, Subject

KEY = "faelles-maal"
FOLDER = Path(__file__).parent
LAST_GRADE_OF_CONTROL = 9

SUBJECT_KINDS = {
    "boernehaveklasse": Subject.Kind.KINDERGARTEN,
    "obligatorisk_fag": Subject.Kind.SUBJECT,
    "obligatorisk_emne": Subject.Kind.TOPIC,
    "sprog_saerligt": Subject.Kind.LANGUAGE,
    "valgfag": Subject.Kind.ELECTIVE,
    "10_klasse_fag": Subject.Kind.TENTH,
}
# What the file's binding timeline names, as kinds of goals. An area is the heading of its competence goal and binds with it.
BOUND_KINDS: dict[str, tuple[str, ...]] = {
    "formaal": ("purpose",),
    "kompetencemaal": (Goal.Kind.AREA, Goal.Kind.COMPETENCE),
    "omraader": (Goal.Kind.STRAND,),
    "maal": (Goal.Kind.SKILL, Goal.Kind.KNOWLEDGE),
    "opmaerksomhedspunkter": (Goal.Kind.ATTENTION,),
    "kanon": ("canon",),
}


def read(path: Path) -> FrameworkText:
    """The framework in `path`. Refused when it is not one, or when it does not hold what its own control counts say."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        looks = _looks()
        subjects = [_subject(row, looks[str(row["id"])]) for row in content["fag"]]
        goals = tuple(_Goals(looks, subjects).of(content["fag"]))
        timeline = content["meta"]["bindingsgrad"]
        control = content["meta"]["kontrol"]["0.-9. klasse"]
        text = FrameworkText(
            **_table("names.csv", "key")[KEY],
            source=_source(content["meta"]),
            from_on=dt.date.fromisoformat(timeline[0]["fra"]),
            to_on=next((dt.date.fromisoformat(step["fra"]) for step in timeline if "erstattes_af" in step), None),
            bindings=tuple(_bindings(timeline)),
            subjects=(*subjects, *_own_subjects(looks)),
            goals=goals,
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise Refused(
            _("«%(file)s» kan ikke læses som Fælles Mål (%(fault)s). Intet er ændret.")
            % {"file": path.name, "fault": f"{type(fault).__name__}: {fault}"}
        ) from fault
    _agree(text, control)
    return text


def _table(file: str, *keys: str) -> dict[str, dict[str, str]]:
    """A CSV beside this file, its rows by the first of the named columns that is filled."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return {next(filter(None, (row[key] for key in keys))): row for row in csv.DictReader(lines)}


def _looks() -> dict[str, dict[str, str]]:
    """Key, hue and icon of each subject by its official number; our own subjects lie under their key."""
    return _table("subjects.csv", "official_id", "key")


def _own_subjects(looks: dict[str, dict[str, str]]) -> Iterator[SubjectText]:
    """Subjects a school has on its timetable without any goals in law."""
    for look in looks.values():
        if not look["official_id"]:
            yield SubjectText(look["key"], look["name"], look["kind"], look["hue"], look["icon"])


def _subject(row: Any, look: dict[str, str]) -> SubjectText:
    head, dash, tail = clean_line(row["navn"]).partition(" - ")
    name = f"{head} ({tail})" if dash else head
    return SubjectText(look["key"], name, SUBJECT_KINDS[row["type"]], look["hue"], look["icon"])


def _source(meta: Any) -> str:
    missing = ", ".join(meta["mangler"])
    return f"{meta['titel']}\n\n{meta['kilde']}\n\n{meta['retsgrundlag']}\n\nIkke med: {missing}"


def _bindings(timeline: Any) -> Iterator[BindingText]:
    for step in timeline:
        for word in step.get("bindende", []):
            for kind in BOUND_KINDS[word]:
                yield BindingText(dt.date.fromisoformat(step["fra"]), str(kind), step.get("bemaerkning", ""))


def _agree(text: FrameworkText, control: Any) -> None:
    """Refuse a file that was cut or edited: it must hold exactly what the ministry counted for 0.–9. klasse."""
    counted = Counter(goal.kind for goal in text.goals if goal.to_grade <= LAST_GRADE_OF_CONTROL)
    found = {
        "kompetencemaal": counted[Goal.Kind.COMPETENCE],
        "omraader": counted[Goal.Kind.STRAND],
        "maal": counted[Goal.Kind.SKILL] + counted[Goal.Kind.KNOWLEDGE],
    }
    if found != control:
        raise Refused(
            _(
                "Filen passer ikke med sine egne kontroltal: der er %(found)s, men skulle være %(control)s. Intet er ændret."
            )
            % {"found": found, "control": control}
        )


class _Goals:
    """Walks the file in reading order and numbers what it meets."""

    def __init__(self, looks: dict[str, dict[str, str]], subjects: list[SubjectText]) -> None:
        self.looks = looks
        self.names = {subject.key: subject.name for subject in subjects}
        self.rank = 0

    def of(self, rows: Any) -> Iterator[GoalText]:
        for row in rows:
            subject = self.looks[str(row["id"])]["key"]
            for span in row["trinforloeb"]:
                for area in span["kompetenceomraader"]:
                    yield from self._area(subject, span, area)

    def _area(self, subject: str, span: Any, area: Any) -> Iterator[GoalText]:
        top = self._goal(subject, span, area["id"], Goal.Kind.AREA, area["navn"])
        yield top
        yield self._goal(subject, span, area["id"], Goal.Kind.COMPETENCE, area["kompetencemaal"], top)
        for strand in area["faerdigheds_og_vidensomraader"]:
            yield from self._strand(subject, span, strand, top)

    def _strand(self, subject: str, span: Any, strand: Any, top: GoalText) -> Iterator[GoalText]:
        node = self._goal(subject, span, strand["id"], Goal.Kind.STRAND, strand["navn"], top)
        yield node
        for phase in strand["faser"]:
            for word, kind in (("faerdighedsmaal", Goal.Kind.SKILL), ("vidensmaal", Goal.Kind.KNOWLEDGE)):
                goal = phase[word]
                yield self._goal(subject, span, goal["id"], kind, goal["tekst"], node, top, phase=phase["fase"])
        points = (point for point in span["opmaerksomhedspunkter"] if point["omraade_id"] == strand["id"])
        for number, point in enumerate(points, start=1):
            kind = Goal.Kind.ATTENTION
            yield self._goal(subject, span, strand["id"], kind, point["tekst"], node, top, nth=f":{number}")

    def _goal(
        self,
        subject: str,
        span: Any,
        number: int,
        kind: Goal.Kind,
        text: str,
        *over: GoalText,
        phase: int | None = None,
        nth: str = "",
    ) -> GoalText:
        self.rank += 1
        text = clean_line(text)
        return GoalText(
            identity=f"ffm:{int(number)}:{kind.value}{nth}",
            parent=over[0].identity if over else None,
            subject=subject,
            kind=kind.value,
            from_grade=span["fra_klassetrin"],
            to_grade=span["til_klassetrin"],
            phase=phase,
            rank=self.rank,
            text=text,
            search_text=searchable(text, *(node.text for node in over), self.names[subject]),
        )
