"""What a subject's teacher does with its year: lays an idea, moves what is there, shares it, fetches last year's."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.schoolyear import Week, school_year, year_starts
from spor.curriculum.models import Subject
from spor.people.models import Group
from spor.teaching.models import Idea, Run, YearShare
from spor.teaching.spans import span

YEAR = dt.timedelta(weeks=52)


@transaction.atomic
def lay_idea(
    *, actor: Actor, group: Group, subject: Subject | None, title: str, first: Week, last: Week, key: str
) -> Idea:
    """An idea for weeks `first`–`last`, both included; of no subject where it is «På tværs», which is the class leader's.

    The same key twice is one idea. Refused: weeks the wrong way round.
    """
    starts_on, ends_on = span(first, last)
    idea, is_new = Idea.objects.get_or_create(
        key=key,
        defaults={
            "group": group,
            "subject": subject,
            "title": title,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "by_id": actor.person_id,
            "at": actor.now,
        },
    )
    guard.require(actor, "write", idea)  # as it stands now; what may not be is rolled back
    if is_new:
        events.record("lay_idea", actor=actor, thing="year_plan", code=idea.code)
    return idea


@transaction.atomic
def remove_idea(*, actor: Actor, idea: Idea) -> None:
    """The idea is off the plan. `return_idea` undoes it."""
    guard.require(actor, "write", idea)
    idea.removed_at = actor.now
    idea.save(update_fields=["removed_at"])
    events.record("remove_idea", actor=actor, thing="year_plan", code=idea.code)


@transaction.atomic
def return_idea(*, actor: Actor, idea: Idea) -> None:
    """An idea that was taken off stands there again."""
    guard.require(actor, "write", idea)
    idea.removed_at = None
    idea.save(update_fields=["removed_at"])
    events.record("return_idea", actor=actor, thing="year_plan", code=idea.code)


@transaction.atomic
def share_year(*, actor: Actor, group: Group, subject: Subject | None, year: int) -> YearShare:
    """Open the subject's school year (or, without one, what belongs to no subject) to the class's pupils and homes. Twice is once."""
    share, is_new = YearShare.objects.get_or_create(
        group=group,
        subject=subject,
        from_on=year_starts(year),
        ended_at=None,
        defaults={"to_on": year_starts(year + 1), "by_id": actor.person_id, "at": actor.now},
    )
    guard.require(actor, "share", share)
    if is_new:
        note = f"{subject.key if subject else '-'} {year}"
        events.record("share_year", actor=actor, thing="year_plan", code=group.code, note=note)
    return share


@transaction.atomic
def close_year(*, actor: Actor, share: YearShare) -> None:
    """Only the team sees the subject's year from now on."""
    guard.require(actor, "share", share)
    share.ended_at = actor.now
    share.save(update_fields=["ended_at"])
    events.record("close_year", actor=actor, thing="year_plan", code=share.group.code)


@transaction.atomic
def fetch_last_year(*, actor: Actor, group: Group, subject: Subject, year: int) -> list[Idea]:
    """What the teacher ran last year in this subject at this grade becomes ideas in the same weeks. Fetched twice is fetched once.

    Runs in a class of the same grade come first; where there were none, what this class itself had. Refused when there is nothing.
    """
    begins = year_starts(year - 1)
    rows = guard.visible(actor, Run, "reuse", thing="year_plan").filter(
        subject=subject, starts_on__gte=begins, starts_on__lt=year_starts(year)
    )
    of_grade = rows.filter(edition__forloeb__grade=group.grade) if group.grade is not None else rows.none()
    runs = list((of_grade if of_grade.exists() else rows.filter(group=group)).select_related("edition__forloeb"))
    if not runs:
        raise Refused(_("Vi fandt ingen forløb fra sidste år i %(subject)s.") % {"subject": subject.name.lower()})
    ideas = [
        Idea(
            group=group,
            subject=subject,
            forloeb=run.edition.forloeb,
            title=run.edition.title,
            starts_on=run.starts_on + YEAR,
            ends_on=run.ends_on + YEAR,
            by_id=actor.person_id,
            at=actor.now,
            key=f"{group.code}-{run.code}-{year}",
        )
        for run in runs
        if school_year(run.starts_on + YEAR) == year
    ]
    known = set(Idea.objects.filter(key__in=[idea.key for idea in ideas]).values_list("key", flat=True))
    made = Idea.objects.bulk_create([idea for idea in ideas if idea.key not in known])
    for idea in made[:1]:
        guard.require(actor, "write", idea)  # all are of one class and subject
    events.record("fetch_last_year", actor=actor, thing="year_plan", code=group.code, note=f"{subject.key} {year}")
    return made
