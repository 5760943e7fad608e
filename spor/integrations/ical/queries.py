"""What stands in a person's calendar: dates of hand-in and the lines of the week. No child is named: what is due is the class's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.clock import COPENHAGEN
from spor.integrations.ical.secret import fingerprint
from spor.integrations.models import CalendarAddress
from spor.people.models import Account, Group
from spor.teaching.holidays import DAY
from spor.teaching.models import Assignment
from spor.teaching.queries.runs import assignments, taught_groups
from spor.teaching.queries.week import WeekLine, week_lines

BACK, AHEAD = 30 * DAY, 180 * DAY  # of hand-ins; the lines of this week and the next
Moment = dt.date | dt.datetime


@dataclass(frozen=True)
class Entry:
    """An entry: a whole day or days [begins, ends), or hours in Copenhagen."""

    uid: str
    title: str
    text: str
    begins: Moment
    ends: Moment
    address: str
    place: str = ""


def address_of(actor: Actor) -> CalendarAddress | None:
    """The actor's own open address, if there is one. One query."""
    return guard.visible(actor, CalendarAddress).filter(ended_at=None).first()


def reader(secret: str, now: dt.datetime) -> Actor | None:
    """Whose calendar the secret opens; None for one that was never made, is closed, or belongs to a closed account.

    As strong as the session it was made in had to be: `entries` reads what is said to a whole class, and nothing about a person.
    """
    row = CalendarAddress.objects.filter(fingerprint=fingerprint(secret), ended_at=None).first()
    account = Account.objects.filter(person=row.person_id).first() if row else None
    if row is None or account is None or not account.is_active:
        return None
    return Actor(row.person_id, now, substantial=True, memo={"language": account.language})


def entries(actor: Actor) -> list[Entry]:
    """Hand-ins from a month ago to half a year ahead, and this week's and the next week's lines. 19 queries at most."""
    groups = _groups(actor)
    day = actor.today
    due = assignments(actor).filter(run__group__in=groups, due_on__gte=day - BACK, due_on__lt=day + AHEAD)
    found = [_hand_in(row) for row in due.order_by("due_on", "id")]
    monday = day - day.weekday() * DAY
    for first in (monday, monday + 7 * DAY):
        lines = week_lines(actor, groups=groups, monday=first)
        found += [each for line in lines if not line.hand_in or line.bring for each in _of_line(line)]
    return found


def _groups(actor: Actor) -> list[Group]:
    """The groups of oneself and one's children, and those one teaches. Two queries at most."""
    known = actor.relations
    family = known.groups_of("member") | known.groups_of("child_member")
    rows = guard.visible(actor, Group).filter(pk__in=family).select_related("school")
    return list({group.pk: group for group in (*rows, *taught_groups(actor))}.values())


def _hand_in(row: Assignment) -> Entry:
    day = row.due_on or row.run.ends_on
    return Entry(
        uid=f"frist-{row.code}@spor",
        title=_("Aflever «%(what)s» (%(where)s)")
        % {"what": row.version.title, "where": _where(row.run.group, row.run.subject)},
        text=row.run.edition.title,
        begins=day,
        ends=day + DAY,
        address=reverse("assignment", args=[row.code]),
    )


def _of_line(line: WeekLine) -> Iterable[Entry]:
    """The day's hours where there is a timetable, otherwise the day; what is to be remembered is a day of its own."""
    where = _where(line.group, line.subject)
    uid = f"{line.group.code}-{line.anchor}-{line.day.isoformat()}"
    address = line.address or reverse("home")
    if line.bring:
        title = _("Husk %(what)s (%(where)s)") % {"what": line.bring, "where": where}
        yield Entry(f"husk-{uid}@spor", title, line.what, line.day, line.day + DAY, address)
    if not line.what or line.hand_in:
        return
    title = f"{where}: {line.what}"
    for number, lesson in enumerate(line.lessons):
        begins, ends = (dt.datetime.combine(line.day, at, COPENHAGEN) for at in (lesson.starts_at, lesson.ends_at))
        yield Entry(f"uge-{uid}-{number}@spor", title, "", begins, ends, address, line.place)
    if not line.lessons:
        days = 5 - line.day.weekday() if line.is_whole_week else 1
        yield Entry(f"uge-{uid}@spor", title, "", line.day, line.day + max(1, days) * DAY, address)


def _where(group: Group, subject: object) -> str:
    return f"{group.name} {subject}" if subject else group.name
