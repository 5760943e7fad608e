"""The activities of runs, week by week."""

import datetime as dt

from spor.access import guard
from spor.access.actor import Actor
from spor.forloeb.models import Block, EditionBlock
from spor.teaching.models import Assignment, Run
from spor.teaching.spreading import Step, by_week

KINDS = (Block.Kind.ACTIVITY, Block.Kind.ASSIGNMENT)


def activities(actor: Actor, runs: list[Run], monday: dt.date) -> dict[int, list[str]]:
    """Run id → titles of the activities in the week of `monday`, for runs the actor may see. Two queries, however many runs."""
    if not runs:
        return {}
    rows = guard.visible(actor, Assignment).filter(run__in=runs, removed_at=None)
    due = {(run, version): day for run, version, day in rows.values_list("run", "version", "due_on")}
    blocks = EditionBlock.objects.filter(
        edition__in={run.edition_id for run in runs}, version__block__kind__in=KINDS
    ).order_by("edition", "rank")
    by_edition: dict[int, list[tuple[int, str, str, str]]] = {}
    columns = ("edition", "version", "version__block__kind", "version__title", "version__body")
    for edition, version, kind, title, body in blocks.values_list(*columns):
        by_edition.setdefault(edition, []).append((version, kind, title, body))
    found = {}
    for run in runs:
        steps = [
            Step(title or _first_words(body), kind == Block.Kind.ACTIVITY, due.get((run.pk, version)))
            for version, kind, title, body in by_edition.get(run.edition_id, [])
        ]
        found[run.pk] = by_week(
            [step for step in steps if step.title or not step.is_activity], run.starts_on, run.ends_on
        ).get(monday, [])
    return found


def _first_words(body: str) -> str:
    """The first line of a text, at most 80 characters."""
    line = body.strip().partition("\n")[0]
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
