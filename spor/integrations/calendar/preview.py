"""What a calendar file would mean for a school's year, before anything is taken."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.base.schoolyear import year_starts
from spor.integrations.calendar.events import Event, read
from spor.teaching.actions.days_off import LONGEST
from spor.teaching.holidays import Free, by_law
from spor.teaching.queries.calendar import CalendarPage
from spor.ui.moments import calendar_day


@dataclass(frozen=True)
class Preview:
    """`new` would be taken, `known` is there already, `outside` lies in another school year; with `problems` nothing can be taken."""

    new: list[Free] = field(default_factory=list)
    known: list[Free] = field(default_factory=list)
    outside: int = 0
    problems: list[str] = field(default_factory=list)


def preview(text: str, page: CalendarPage) -> Preview:
    """Read the file against the school's year. Refused when it is no calendar."""
    from_on, to_on = year_starts(page.year), year_starts(page.year + 1)
    found = Preview()
    outside = 0
    standing = {(free.from_on, free.to_on, free.name) for free in page.own}
    law = {(free.from_on, free.to_on) for free in by_law(page.year)}
    for event in read(text):
        problem = _problem(event)
        free = Free(event.first_on, event.until_on, event.summary[:100])
        if problem:
            found.problems.append(problem)
        elif free.to_on <= from_on or free.from_on >= to_on:
            outside += 1
        elif (free.from_on, free.to_on, free.name) in standing or (free.from_on, free.to_on) in law:
            found.known.append(free)
        else:
            found.new.append(free)
    known = {(free.from_on, free.to_on, free.name) for free in found.known}
    others = [free for free in page.own if (free.from_on, free.to_on, free.name) not in known]
    found.problems.extend(_together([*others, *found.new]))
    return Preview(found.new, found.known, outside, found.problems)


def _problem(event: Event) -> str:
    said = {"line": event.line, "name": event.summary}
    if event.is_endless:
        return _("Linje %(line)s: «%(name)s» gentages uden slut. Skriv en slutdato, eller fjern gentagelsen.") % said
    if event.rule:
        return _("Linje %(line)s: «%(name)s» gentages. Læg hver dag ind for sig.") % said
    if event.until_on - event.first_on > LONGEST:
        return _("Linje %(line)s: «%(name)s» varer over ti uger. Skriv, hvornår den slutter.") % said
    if event.until_on <= event.first_on or event.ends < event.starts:  # type: ignore[operator] # both are of one kind
        return _("Linje %(line)s: «%(name)s» slutter før, den begynder.") % said
    return ""


def _together(days: list[Free]) -> list[str]:
    """A sentence for each two that share a day."""
    ordered = sorted(days, key=lambda free: (free.from_on, free.to_on))
    return [
        _("«%(name)s» og «%(other)s» falder sammen %(day)s. Ret den ene.")
        % {"name": first.name, "other": second.name, "day": calendar_day(max(first.from_on, second.from_on))}
        for first, second in zip(ordered, ordered[1:], strict=False)
        if second.from_on < first.to_on
    ]
