"""A shared plan as lines of text, the same for the screen and for the PDF, so that the two cannot say different things."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.plans.models import PlanSnapshot, SnapshotLine
from spor.ui.levels import level_name
from spor.ui.moments import calendar_day, local

Kind = SnapshotLine.Kind
_WRITTEN = {Kind.SENTENCE, Kind.FEEDBACK, Kind.FOCUS_PART, Kind.MEASURE, Kind.TALK}


@dataclass(frozen=True)
class Row:
    """A line of a part: its text, who stands behind it or where it comes from, and levels in words («På vej → Kan» is before and now)."""

    kind: str
    text: str
    who: str = ""
    before: int | None = None
    now: int | None = None
    trace: str = ""

    @property
    def is_name(self) -> bool:
        """Names a goal or a product, and is no text that somebody wrote."""
        return self.kind not in _WRITTEN

    @property
    def levels(self) -> str:
        """«Kan», or «fra På vej til Kan»."""
        if self.now is None:
            return ""
        if self.before is None or self.before == self.now:
            return str(level_name(self.now))
        return _("fra «%(before)s» til «%(now)s»") % {"before": level_name(self.before), "now": level_name(self.now)}


@dataclass(frozen=True)
class Part:
    """A heading with its rows."""

    title: str
    key: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """The whole of a shared plan, in reading order."""

    title: str
    under: str
    parts: list[Part]
    foot: str

    def texts(self) -> Iterator[str]:
        """Every piece of text in order."""
        yield from (self.title, self.under)
        for part in self.parts:
            yield part.title
            for row in part.rows:
                yield from (text for text in (row.text, row.levels, row.who) if text)
        yield self.foot


def paper(snapshot: PlanSnapshot, lines: Iterable[SnapshotLine]) -> Paper:
    """The snapshot's lines, which stand in their order, gathered under headings. Reads no rows itself."""
    parts: list[Part] = []
    for line in lines:
        title, key = _heading(line, snapshot)
        if not parts or parts[-1].title != title:
            parts.append(Part(title, key))
        parts[-1].rows.append(_row(line))
    at = local(snapshot.at).date()
    grade = f"{snapshot.class_name} · {snapshot.school_name}" if snapshot.class_name else snapshot.school_name
    return Paper(
        title=snapshot.pupil_name,
        under=" · ".join(part for part in (snapshot.label, grade, calendar_day(at)) if part),
        parts=parts,
        foot=_("Delt af %(name)s den %(day)s.") % {"name": snapshot.by.name, "day": calendar_day(at)},
    )


def _heading(line: SnapshotLine, snapshot: PlanSnapshot) -> tuple[str, str]:
    titles = {
        Kind.FOCUS: _("Fokuspunkter"),
        Kind.FOCUS_PART: _("Fokuspunkter"),
        Kind.AGREEMENT: _("Aftaler"),
        Kind.MEASURE: _("Indsatser"),
        Kind.TALK: _("Det talte vi om"),
        Kind.WORKING_ON: _("Arbejder med nu"),
        Kind.FEEDBACK: _("Feedback"),
        Kind.PRODUCT: _("Produkter"),
        Kind.RESULT: _("Resultater"),
    }
    if line.kind in titles:
        return titles[Kind(line.kind)], ""
    if line.subject is None:
        return (_("Kort sagt"), "") if line.kind == Kind.SENTENCE else (_("Andre mål"), "")
    return line.subject.name, line.subject.key


def _row(line: SnapshotLine) -> Row:
    who = " · ".join(part for part in (line.who, day(line.on)) if part)
    return Row(line.kind, line.text, who, line.previous, line.level, line.trace.code if line.trace else "")


def day(on: dt.date | None) -> str:
    """«20. november 2026»."""
    return calendar_day(on) if on else ""
