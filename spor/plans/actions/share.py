"""Sharing freezes the plan: a dated copy of what is confirmed and of the facts, with its PDF, for those who were named."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.people.models import Person
from spor.plans import book, law
from spor.plans.models import PlanSnapshot, SnapshotLine
from spor.plans.paper import paper
from spor.plans.pdf import typeset
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import LivePlan, current
from spor.plans.queries.people import recipients
from spor.plans.queries.progress import GoalLine
from spor.plans.queries.sections import Section, sections
from spor.plans.queries.snapshots import lines_of
from spor.plans.queries.whole import FocusWhole, focus_whole
from spor.ui.moments import local, weeks

Kind = SnapshotLine.Kind


@transaction.atomic
def share(*, actor: Actor, pupil: Person, to: Collection[str], key: str) -> PlanSnapshot:
    """Freeze the confirmed sentences and the facts of now, make the PDF, and let pupil and home read both. The same key twice is once.

    to   codes of the persons who were named to the sharer; others since then stop the deed
    Raises Refused (409) when the recipients changed, and when nothing is confirmed.
    """
    guard.require(actor, "publish", pupil, name="plan_published")
    before = PlanSnapshot.objects.filter(key=key, pupil=pupil).first()
    if before is not None:
        return before
    Person.objects.select_for_update().get(pk=pupil.pk)
    found = pupils.reload(actor, pupil)
    if {each.code for each in recipients(found)} != set(to):
        raise Refused(_("Hvem der kan læse planen, har ændret sig. Se navnene igen, og del så."), status=409)
    live = current(actor, found)
    parts = sections(actor, live)
    whole = focus_whole(actor, live)
    if not whole.shown and not any(line.is_confirmed for part in parts for line in part.lines):
        raise Refused(_("Bekræft mindst ét afsnit, eller vis et fokuspunkt, før du deler planen."))
    snapshot = PlanSnapshot.objects.create(
        pupil=pupil,
        at=actor.now,
        by_id=actor.person_id,
        label=str(law.LABEL),
        since_on=local(found.since_at).date(),
        class_name=found.class_name,
        school_name=found.school_name,
        pupil_name=pupil.name,
        grade=found.grade,
        key=key,
    )
    lines = [*_lines(live, parts, whole)]
    for rank, line in enumerate(lines):
        line.snapshot, line.rank = snapshot, rank
    SnapshotLine.objects.bulk_create(lines)
    _print(actor, snapshot)
    events.record("share", actor=actor, thing="plan_published", code=snapshot.code, pupil_id=pupil.pk)
    return snapshot


def _print(actor: Actor, snapshot: PlanSnapshot) -> None:
    """Make the PDF and keep it beside the other files."""
    content = typeset(paper(snapshot, lines_of(snapshot)), made_at=actor.now)
    name = f"{snapshot.label}-{local(snapshot.at):%Y-%m-%d}.pdf".lower()
    snapshot.pdf = files.keep_made(content, name=name, now=actor.now)
    snapshot.save(update_fields=["pdf"])


def _lines(live: LivePlan, parts: list[Section], whole: FocusWhole) -> Iterator[SnapshotLine]:
    """The plan in reading order: in short, focus points and agreements, what is worked on, each subject, feedback, products."""
    by_subject = {part.subject.pk if part.subject else None: part for part in parts}
    yield from _sentences(by_subject[None])
    yield from book.lines(whole, live.pupil.first_name, local(live.pupil.since_at).date())
    for goal in live.working:
        yield SnapshotLine(kind=Kind.WORKING_ON, text=goal.text, who=_where(goal), **_goal(goal))
    for run in live.idle:
        where = f"{run.subject_name} · {weeks(run.starts_on, run.ends_on)}".strip(" ·")
        yield SnapshotLine(kind=Kind.WORKING_ON, text=run.title, who=where, subject_id=run.subject_id)
    for part in parts:
        if part.subject is None:
            continue
        yield from _sentences(part)
        for goal in part.goals:
            yield SnapshotLine(kind=Kind.PROGRESS, text=goal.text, previous=goal.before, **_goal(goal))
    for said in live.feedback:
        if said.text:
            who = " · ".join(each for each in (said.author, said.title) if each)
            yield SnapshotLine(
                kind=Kind.FEEDBACK, text=said.text, who=who, on=local(said.at).date(), subject_id=said.subject_id
            )
    for card in live.products:
        yield SnapshotLine(
            kind=Kind.PRODUCT, text=card.title, trace=card.trace, on=local(card.when).date(), subject=card.subject
        )


def _sentences(part: Section) -> Iterator[SnapshotLine]:
    for line in part.lines:
        if line.is_confirmed:
            yield SnapshotLine(
                kind=Kind.SENTENCE, text=line.text, who=line.confirmed_by, subject=part.subject, spor=line.spor
            )


def _goal(goal: GoalLine) -> dict[str, object]:
    return {"goal_id": goal.goal_id, "subject": goal.subject, "level": goal.now}


def _where(goal: GoalLine) -> str:
    """«Dansk · Gys og gru, uge 46–50»."""
    run = goal.run
    return f"{run.subject_name} · {run.title}, {weeks(run.starts_on, run.ends_on)}".strip(" ·") if run else ""
