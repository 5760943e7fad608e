"""What was meant on the year plan becomes a forløb, or a forløb in the class: title, subject, grade and weeks are not typed again."""

from django.db import transaction

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.schoolyear import week_of
from spor.forloeb.actions.start_forloeb import Frame, start_forloeb
from spor.forloeb.models import Forloeb
from spor.teaching.actions.start_run import publish_and_start
from spor.teaching.lanes import WEEK
from spor.teaching.models import Idea, Run


@transaction.atomic
def write_idea(*, actor: Actor, idea: Idea) -> Forloeb:
    """The forløb the idea becomes: the one it was fetched from, if the actor writes that; else one begun with the idea's words.

    Twice is once. The idea stays on the plan, and knows its forløb, until that is started in the class.
    """
    guard.require(actor, "write", idea)
    if idea.forloeb is not None and guard.can(actor, "write", idea.forloeb):
        return idea.forloeb
    first, last = week_of(idea.starts_on), week_of(idea.ends_on - WEEK)
    forloeb = start_forloeb(
        actor=actor,
        school=idea.group.school,
        title=idea.title,
        frame=Frame(idea.subject, idea.group.grade, first.number, last.number, first.year),
        key=f"idea-{idea.code}-{actor.person_id}",
    )
    idea.forloeb = forloeb
    idea.save(update_fields=["forloeb"])
    events.record("write_idea", actor=actor, thing="year_plan", code=idea.code)
    return forloeb


@transaction.atomic
def start_idea(*, actor: Actor, idea: Idea) -> Run:
    """Start the idea's forløb in its class in its weeks, as it stands now: a title is enough. Twice is one run.

    The idea gives place to what runs.
    """
    forloeb = write_idea(actor=actor, idea=idea)
    first, last = week_of(idea.starts_on), week_of(idea.ends_on - WEEK)
    key = f"idea-{idea.code}"
    run = publish_and_start(actor=actor, forloeb=forloeb, group=idea.group, first=first, last=last, key=key)
    events.record("start_idea", actor=actor, thing="year_plan", code=idea.code)
    return run
