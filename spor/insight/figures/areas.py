"""Kompetenceområder that a school has not taken up yet this year, by the span of klassetrin their goals are for. Never a percentage.

Goals are for the end of a trinforløb, so a year has no denominator: what can be said honestly is what nobody has begun on.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.access.figures import teachers_by_subject
from spor.base.collate import danish
from spor.curriculum.models import Framework, Goal, Subject
from spor.insight.limits import place
from spor.insight.models import AreaTold
from spor.people.models import School, live


@dataclass(frozen=True)
class Untouched:
    """One subject in one span: the areas not taken up yet. `is_hidden` where fewer than three teach it there."""

    subject: Subject
    names: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Span:
    """«3.–4. klasse»."""

    label: str
    subjects: tuple[Untouched, ...]

    @property
    def named(self) -> list[Untouched]:
        return [each for each in self.subjects if not each.is_hidden]

    @property
    def hidden(self) -> list[Untouched]:
        return [each for each in self.subjects if each.is_hidden]


SHOWN = 6


@dataclass(frozen=True)
class Areas:
    """All spans as one list: the first few, the rest folded, and the names of the subjects too few teach to be told of."""

    spans: tuple[Span, ...] = ()

    @property
    def _named(self) -> list[tuple[str, Untouched]]:
        return [(span.label, each) for span in self.spans for each in span.named]

    @property
    def shown(self) -> list[tuple[str, Untouched]]:
        return self._named[:SHOWN]

    @property
    def folded(self) -> list[tuple[str, Untouched]]:
        return self._named[SHOWN:]

    @property
    def hidden(self) -> list[str]:
        return sorted({each.subject.name for span in self.spans for each in span.hidden})

    def __bool__(self) -> bool:
        return bool(self.spans)


def untouched(actor: Actor, school: School, *, year: int, day: dt.date, pupils: dict[int, int]) -> list[Span]:
    """The spans in order. An area counts as taken up when at least three staff have begun forløb with goals of it. Three queries.

    Only subjects that somebody at the school teaches in the span are named, and only where at least three do.
    """
    told = guard.visible(actor, AreaTold).filter(school=school, school_year=year, told_on__lte=day)
    taken = set(told.values_list("area", flat=True))
    staff = teachers_by_subject(school.pk, day - dt.timedelta(days=1))
    spans: dict[tuple[int, int], dict[Subject, list[str]]] = defaultdict(dict)
    few: dict[tuple[int, int], set[Subject]] = defaultdict(set)
    for area in _areas(day):
        span, subject = (area.from_grade or 0, area.to_grade or 0), area.subject
        grades = range(span[0], span[1] + 1)
        around = {who for grade in grades for who in staff.get((area.subject_id, grade), ())}
        if subject is None or not around:
            continue
        if (
            len(around) < settings.SMALL_STAFF
            or sum(pupils.get(place(each), 0) for each in grades) < settings.SMALL_CELL
        ):
            few[span].add(subject)
        elif area.pk not in taken:
            spans[span].setdefault(subject, []).append(area.text)
    return [_span(span, spans.get(span, {}), few.get(span, set())) for span in sorted({*spans, *few})]


def _areas(day: dt.date) -> list[Goal]:
    of_school = Q(subject__kind__in=[Subject.Kind.SUBJECT, Subject.Kind.KINDERGARTEN])
    rows = Goal.objects.filter(of_school, live(day, "version__"), kind=Goal.Kind.AREA)
    rows = rows.filter(version__framework__kind=Framework.Kind.OFFICIAL)
    return list(rows.select_related("subject").order_by(danish("subject__name"), "rank", "pk"))


def _span(span: tuple[int, int], named: dict[Subject, list[str]], few: set[Subject]) -> Span:
    first, last = span
    label = _("%(grade)s. klasse") % {"grade": last if first == last else f"{first}.–{last}"}
    shown = [Untouched(subject, tuple(names)) for subject, names in named.items()]
    hidden = [Untouched(subject, is_hidden=True) for subject in sorted(few, key=lambda each: each.name)]
    return Span(label, (*shown, *hidden))
