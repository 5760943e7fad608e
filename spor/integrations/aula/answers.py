"""The two calls of MinUddannelse's widgets, answered for one person."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.integrations.aula import queries, shapes
from spor.integrations.aula.asked import Asked
from spor.teaching.queries.week import WeekLine


def tasks(actor: Actor, asked: Asked, absolute: shapes.Absolute) -> dict[str, Any]:
    """`opgaveliste`: what each child hands in in the week, and what is to be remembered."""
    found: list[dict[str, Any]] = []
    for each in queries.weeks(actor, queries.children(actor, asked), asked.week):
        found += [shapes.task(each.child, due, absolute) for due in each.due]
        found += [shapes.reminder(each.child, line, absolute) for line in each.lines if line.bring]
    return {"opgaver": sorted(found, key=lambda task: task["afleveringsdato"])}


def letters(actor: Actor, asked: Asked, absolute: shapes.Absolute) -> dict[str, Any]:
    """`ugebrev`: a letter a class of each child whose week is shared, and the forløb of the week."""
    people = []
    for each in queries.weeks(actor, queries.children(actor, asked), asked.week):
        own = []
        for place, group in enumerate(each.child.groups, 1):
            lines = [line for line in each.lines if line.group == group]
            due = [] if lines else [due for due in each.due if due.assignment.run.group == group]
            if lines or due:
                html = render_to_string("integrations/letter.html", {"days": by_day(lines), "due": due})
                own.append(shapes.letter(group, html.strip(), asked.week.number, place))
        people.append(shapes.person(each.child, own, each.runs, absolute))
    return {"personer": people}


def by_day(lines: list[WeekLine]) -> list[tuple[str, list[WeekLine]]]:
    """The lines under the name of their day; «Hele ugen» first."""
    found: dict[str, list[WeekLine]] = {}
    for line in sorted(lines, key=lambda line: not line.is_whole_week):
        name = _("Hele ugen") if line.is_whole_week else date_format(line.day, "l j. F").capitalize()
        found.setdefault(name, []).append(line)
    return list(found.items())
