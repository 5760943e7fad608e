"""The two calls of MinUddannelse's widgets, answered for one person."""

from typing import Any

from django.template.loader import render_to_string

from spor.access.actor import Actor
from spor.integrations.aula import queries, shapes
from spor.integrations.aula.asked import Asked


def tasks(actor: Actor, asked: Asked, absolute: shapes.Absolute) -> dict[str, Any]:
    """`opgaveliste`: what each child hands in in the week. Six queries, however many children."""
    found = queries.due(actor, queries.children(actor, asked), asked.week)
    return {"opgaver": [shapes.task(each, absolute) for each in found]}


def letters(actor: Actor, asked: Asked, absolute: shapes.Absolute) -> dict[str, Any]:
    """`ugebrev`: a letter a class of each child, and the forløb of the week."""
    children = queries.children(actor, asked)
    due = queries.due(actor, children, asked.week)
    runs = queries.runs_in(actor, children, asked.week)
    people = []
    for child in children:
        own = [run for run in runs if run.group_id in child.groups]
        html = render_to_string("integrations/letter.html", {"due": [d for d in due if d.child == child], "runs": own})
        letter = shapes.letter(child.group, html, asked.week.number, 1)
        people.append(shapes.person(child, [letter] if html.strip() else [], own, absolute))
    return {"personer": people}
