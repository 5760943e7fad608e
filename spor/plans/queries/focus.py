"""Focus points and interventions of one pupil, as each reader may see them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.compiled import Columns
from spor.curriculum.models import Subject
from spor.plans import law
from spor.plans.models import FocusPoint, FocusRelease, FocusText, Intervention

Part = FocusText.Part
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Words:
    """What one person wrote in a part of a focus point."""

    text: str
    who: str
    by_id: int
    at: dt.datetime
    n: int
    to_book: bool
    has_sound: bool = False


@dataclass(frozen=True)
class Point:
    """A focus point on a page: `parts` holds the words of each part, those of the home one a guardian."""

    row: FocusPoint
    parts: dict[str, list[Words]]
    is_shown: bool
    can_write: bool
    can_say: bool
    can_support: bool

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def subject(self) -> Subject | None:
        return self.row.subject

    @property
    def key(self) -> str:
        """What it is about, as the law's rules name it."""
        return self.row.subject.key if self.row.subject else self.row.area

    @property
    def about(self) -> str:
        found = law.area(self.row.area)
        return self.row.subject.name if self.row.subject else str(found.name) if found else ""

    @property
    def icon(self) -> str:
        found = law.area(self.row.area)
        return self.row.subject.icon if self.row.subject else found.icon if found else "target"

    @property
    def hue(self) -> str:
        return self.row.subject.hue if self.row.subject else ""

    @property
    def what(self) -> str:
        return self._text(Part.WHAT)

    @property
    def school(self) -> str:
        return self._text(Part.SCHOOL)

    @property
    def home(self) -> list[Words]:
        return self.parts.get(Part.HOME, [])

    @property
    def pupil(self) -> Words | None:
        return next(iter(self.parts.get(Part.PUPIL, [])), None)

    @property
    def next(self) -> str:
        return self._text(Part.NEXT)

    def _text(self, part: str) -> str:
        return next((each.text for each in self.parts.get(part, [])), "")


def points_of(actor: Actor, pupil_id: int, *, code: str = "") -> list[Point]:
    """The open focus points that the reader may see, the oldest first. Two queries."""
    found = [_point(row) for row in _POINTS(actor, code or None, about=pupil_id)]
    return with_texts(actor, found) if found else []


def points_from(rows: Iterable[Row], texts: Iterable[Row]) -> list[Point]:
    """The points of rows of `open_points` and `open_texts`."""
    return _with_words([_point(row) for row in rows], texts)


def open_points(actor: Actor, code: str | None = None) -> QuerySet[FocusPoint, Row]:
    """The pupil's focus points that are not over, the oldest first."""
    rows = guard.visible(actor, FocusPoint).filter(end=None)
    rows = guard.with_cans(actor, rows.filter(code=code) if code else rows, ["write", "say", "support"])
    shown = FocusRelease.objects.filter(point=OuterRef("pk"))
    return rows.annotate(is_shown=Exists(shown)).order_by("made_at", "pk").values_list(*_POINT.names, *_KNOWN)


_POINT = Columns(FocusPoint, "subject")
_KNOWN = ("is_shown", "can_write", "can_say", "can_support")
_POINTS = ForAnyone(open_points)


def _point(row: Row) -> FocusPoint:
    found = _POINT.of(row)
    vars(found).update(zip(_KNOWN, row[len(_POINT.names) :], strict=True))
    return found


def with_texts(actor: Actor, rows: Sequence[FocusPoint]) -> list[Point]:
    """The rows (with `is_shown` and their cans) as points with the words the reader may read. One query."""
    return _with_words(rows, _TEXTS(actor, [row.pk for row in rows]))


def _with_words(rows: Sequence[FocusPoint], said: Iterable[Row]) -> list[Point]:
    texts: dict[int, dict[str, list[Words]]] = {}
    for each in map(_TEXT.of, said):
        words = Words(each.text, each.by.first_name, each.by_id, each.at, each.n, each.to_book, bool(each.sound_id))
        texts.setdefault(each.point_id, {}).setdefault(each.part, []).append(words)
    return [
        Point(
            row,
            texts.get(row.pk, {}),
            **{name: bool(vars(row).get(name)) for name in _KNOWN},
        )
        for row in rows
    ]


def open_texts(actor: Actor) -> QuerySet[FocusText, Row]:
    """What is said in the focus points that are not over."""
    return guard.visible(actor, FocusText).filter(point__end=None).order_by("pk").values_list(*_TEXT.names)


def _texts(actor: Actor, points: list[int]) -> QuerySet[FocusText, Row]:
    return guard.visible(actor, FocusText).filter(point__in=points).order_by("pk").values_list(*_TEXT.names)


_TEXT, _TEXTS = Columns(FocusText, "by"), ForAnyone(_texts)


def interventions_from(rows: Iterable[Row]) -> list[Intervention]:
    """The interventions of rows of `open_interventions`, with `can_write`."""
    found = []
    for can_write, *row in rows:
        found.append(_INTERVENTION.of(row))
        vars(found[-1])["can_write"] = can_write
    return found


def open_interventions(actor: Actor) -> QuerySet[Intervention, Row]:
    """Those that are on, for the team."""
    rows = guard.with_cans(actor, guard.visible(actor, Intervention).filter(end=None), ["write"])
    return rows.order_by("made_at", "pk").values_list("can_write", *_INTERVENTION.names)


_INTERVENTION = Columns(Intervention, "subject", "made_by")


def told_by(points: Iterable[Point], interventions: Iterable[Intervention]) -> set[str]:
    """Keys of what the shown focus points are about, and law.CHALLENGE where every intervention has its follow-up."""
    told = {point.key for point in points if point.is_shown and point.what}
    steps = [each.follow_up for each in interventions]
    return told | ({law.CHALLENGE} if steps and all(steps) else set())


def ended_of(actor: Actor, pupil_id: int) -> list[Point]:
    """Focus points that are over, the newest first. Two queries."""
    rows = guard.visible(actor, FocusPoint).filter(~Q(end=None), pupil=pupil_id)
    shown = FocusRelease.objects.filter(point=OuterRef("pk"))
    rows = rows.annotate(is_shown=Exists(shown)).select_related("subject", "end").order_by("-end__at")
    found = list(rows[:20])
    return with_texts(actor, found) if found else []
