"""An edition is put to work for a group."""

import datetime as dt

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.schoolyear import Week, week_of
from spor.forloeb.actions.publish import publish
from spor.forloeb.models import Block, Edition, EditionBlock, Forloeb
from spor.people.models import Group
from spor.teaching.models import Assignment, Idea, Run
from spor.teaching.spans import span


@transaction.atomic
def publish_and_start(*, actor: Actor, forloeb: Forloeb, group: Group, first: Week, last: Week, key: str) -> Run:
    """Publish the forløb as it stands, if it changed since its newest edition, and start that for `group`. Two events, one transaction."""
    edition = forloeb.editions.order_by("-n").first()
    try:
        with transaction.atomic():
            edition = publish(actor=actor, forloeb=forloeb, key=key)
    except Refused:  # nothing changed since the newest edition, so that one is started
        if edition is None:
            raise
    return start_run(actor=actor, edition=edition, group=group, first=first, last=last, key=key)


@transaction.atomic
def start_run(*, actor: Actor, edition: Edition, group: Group, first: Week, last: Week, key: str) -> Run:
    """Start `edition` for `group` in the weeks `first`–`last`, both included; its assignment blocks become assignments.

    The same key twice is one run. Refused: weeks that end before they begin or span more than a school year.
    Only whoever teaches the group may (policy: forloeb_published.publish).
    """
    guard.require(actor, "teach", group)
    guard.require(actor, "read", edition.forloeb)
    starts_on, ends_on = span(first, last)
    run, is_new = Run.objects.get_or_create(
        key=key,
        defaults={
            "edition": edition,
            "group": group,
            "subject": edition.forloeb.subject,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "visible_from_on": min(starts_on, actor.today),
            "started_by_id": actor.person_id,
            "started_at": actor.now,
        },
    )
    if is_new:
        Assignment.objects.bulk_create(_assignments(run))
        ideas = Idea.objects.filter(group=group, forloeb=edition.forloeb, starts_on__lt=ends_on, ends_on__gt=starts_on)
        ideas.filter(removed_at=None).update(removed_at=actor.now)  # what was meant is now being done
        events.record("start_run", actor=actor, thing="forloeb_published", code=run.code)
    return run


def _assignments(run: Run) -> list[Assignment]:
    """One for each assignment block of the run's edition, unsaved, in order."""
    rows = EditionBlock.objects.filter(edition=run.edition, version__block__kind=Block.Kind.ASSIGNMENT)
    return [
        Assignment(
            run=run,
            version=row.version,
            visible_from_on=run.visible_from_on,
            due_on=_due(run, row.version.due_week),
        )
        for row in rows.select_related("version").order_by("rank")
    ]


def _due(run: Run, week: int | None) -> dt.date | None:
    """The Friday of ISO week `week` inside the run; the run's last Friday where the week lies outside; None without a week."""
    if week is None:
        return None
    day = run.starts_on
    while day < run.ends_on:
        if week_of(day).number == week:
            return week_of(day).friday
        day += dt.timedelta(days=7)
    return run.ends_on - dt.timedelta(days=3)
