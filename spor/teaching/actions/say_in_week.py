"""A teacher says what a line of the week plan is about, adds a line, or takes one off."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.models import Subject
from spor.people.models import Group
from spor.teaching.holidays import DAY
from spor.teaching.models import WeekWords
from spor.teaching.queries.week import WeekLine
from spor.teaching.queries.week_line import draft_thing, state_of


@dataclass(frozen=True)
class Said:
    """What stands on a line: what is done, and what to remember."""

    what: str = ""
    bring: str = ""


@transaction.atomic
def say_in_week(
    *, actor: Actor, line: WeekLine, monday: dt.date, said: Said, key: str, seen: str | None = None
) -> WeekWords:
    """Put `said` in the place of the line's derived words. The same words as derived are no change to what follows from the run.

    seen   what `state_of` said when the writer began; None where nobody looked. Refused (409) when another has written since
    """
    guard.require(actor, "write", line.group, name="week_plan")
    if (
        seen is not None
        and line.words
        and state_of(line) != seen
        and (line.what, line.bring) != (said.what, said.bring)
    ):
        there = " · ".join(part for part in (line.what, line.bring) if part)
        raise Refused(
            _("%(name)s har ændret linjen imens: «%(text)s». Sæt de to sammen, og gem igen.")
            % {"name": line.words.by.first_name, "text": there},
            status=409,
        )
    words = line.words or WeekWords(
        group=line.group,
        monday_on=monday,
        day=line.day,
        is_whole_week=line.is_whole_week,
        subject=line.subject,
        run=None if line.hand_in else line.run,
        assignment=line.hand_in,
        key=key,
    )
    words.what = "" if said.what == line.derived else said.what
    words.bring, words.by_id, words.at, words.removed_at = said.bring, actor.person_id, actor.now, None
    words.save()
    for name in ("what", "bring"):
        drafts.erase_draft(actor=actor, thing=draft_thing(monday), code=line.group.code, field=f"{line.anchor}_{name}")
    events.record("say_in_week", actor=actor, thing="week_plan", code=words.code)
    return words


@transaction.atomic
def add_line(
    *, actor: Actor, group: Group, monday: dt.date, day: dt.date, subject: Subject | None, said: Said, key: str
) -> WeekWords:
    """A line of its own. The same key twice is one line. Refused without words, or on a day of another week."""
    guard.require(actor, "write", group, name="week_plan")
    if not (said.what or said.bring):
        raise Refused(_("Skriv, hvad I skal, eller hvad eleverne skal huske."), field="what")
    if not monday <= day < monday + 7 * DAY:
        raise Refused(_("Dagen ligger i en anden uge. Vælg en dag i ugen."), field="day")
    words, is_new = WeekWords.objects.get_or_create(
        key=key,
        defaults={
            "group": group,
            "monday_on": monday,
            "day": day,
            "is_added": True,
            "subject": subject,
            "what": said.what,
            "bring": said.bring,
            "by_id": actor.person_id,
            "at": actor.now,
        },
    )
    for name in ("what", "bring"):
        drafts.erase_draft(actor=actor, thing=draft_thing(monday), code=group.code, field=f"ny_{name}")
    if is_new:
        events.record("add_line", actor=actor, thing="week_plan", code=words.code)
    return words


@transaction.atomic
def take_off(*, actor: Actor, line: WeekLine, monday: dt.date, key: str) -> WeekWords:
    """The line is no longer on the week plan. What it followed from stays; `put_back` undoes it."""
    guard.require(actor, "write", line.group, name="week_plan")
    words = line.words or WeekWords(
        group=line.group,
        monday_on=monday,
        day=line.day,
        is_whole_week=line.is_whole_week,
        subject=line.subject,
        run=None if line.hand_in else line.run,
        assignment=line.hand_in,
        key=key,
    )
    words.by_id, words.at, words.removed_at = actor.person_id, actor.now, actor.now
    words.save()
    events.record("take_off", actor=actor, thing="week_plan", code=words.code)
    return words


@transaction.atomic
def put_back(*, actor: Actor, words: WeekWords) -> WeekWords:
    """A line that was taken off stands there again, with its words."""
    guard.require(actor, "write", words)
    words.removed_at = None
    words.save(update_fields=["removed_at"])
    events.record("put_back", actor=actor, thing="week_plan", code=words.code)
    return words
