"""Forløb are written, published and started, as a teacher does it: title, blocks, goals with signs, co-authors, weeks."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from demo import stage
from demo.texts import Course, Part
from spor.base.clock import COPENHAGEN
from spor.base.schoolyear import Week
from spor.forloeb.actions import add_author, add_block, publish, start_forloeb
from spor.forloeb.actions.start_forloeb import Frame
from spor.forloeb.models import Block, Forloeb
from spor.forloeb.texts import BlockText, GoalText
from spor.teaching.actions.set_due import set_due
from spor.teaching.actions.start_run import start_run
from spor.teaching.models import Assignment, Run


@dataclass
class Started:
    """What became of the courses: runs by course id, assignments by «course.part»."""

    forloeb: dict[str, Forloeb] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)


def add_to(script: stage.Script, courses: list[Course], started: Started) -> None:
    """Each course is written one evening and started some days later."""
    for course in courses:
        first = Week(course.year, course.weeks[0]).monday
        written = stage.moment(course.written) if course.written else _evening(first - dt.timedelta(days=12))
        begun = stage.moment(course.started) if course.started else _evening(first - dt.timedelta(days=4))
        script.add(written, partial(_write, course, written, started))
        script.add(begun, partial(_start, course, begun, started))


def _evening(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(19, 30), COPENHAGEN)


def _write(course: Course, at: dt.datetime, started: Started) -> None:
    """The owner writes it all in one evening, a block after the other."""
    later = _clock(at)
    author = partial(stage.actor, course.by)
    frame = Frame(
        subject=stage.subject(course.subject) if course.subject else None,
        grade=course.grade,
        from_week=course.weeks[0],
        to_week=course.weeks[-1],
        week_year=course.year,
    )
    forloeb = start_forloeb(
        actor=author(at),
        school=stage.school(),
        title=course.title,
        body=course.about.strip(),
        frame=frame,
        key=f"demo-{course.id}",
    )
    started.forloeb[course.id] = forloeb
    for number, part in enumerate(course.parts):
        kind = Block.Kind(part.kind)
        key = f"demo-{course.id}-{number}"
        add_block(actor=author(later()), forloeb=forloeb, kind=kind, key=key, text=_text(part))
    for who in course.also:
        add_author(actor=author(later()), forloeb=forloeb, person=stage.person(who))


def _text(part: Part) -> BlockText:
    goals = tuple(
        GoalText(stage.goal(f"ffm:{each.goal}:skill").pk, each.said, tuple(each.signs or ("",) * 4), each.icon)
        for each in part.goals
    )
    return BlockText(
        title=part.title,
        body=part.body.strip(),
        url=part.url,
        due_week=part.due,
        by_group=part.together,
        wants_levels=part.levels,
        goals=goals,
    )


def _start(course: Course, at: dt.datetime, started: Started) -> None:
    teacher = stage.actor(course.by, at)
    edition = publish(actor=teacher, forloeb=started.forloeb[course.id], key=f"demo-{course.id}")
    first, last = (Week(course.year, number) for number in (course.weeks[0], course.weeks[-1]))
    group = stage.group(course.group)
    run = start_run(actor=teacher, edition=edition, group=group, first=first, last=last, key=f"demo-{course.id}")
    started.runs[course.id] = run
    tasks = [part for part in course.parts if part.kind == Block.Kind.ASSIGNMENT]
    begun = Assignment.objects.filter(run=run).select_related("version", "run__group").order_by("id")
    for part, assignment in zip(tasks, begun, strict=True):
        started.assignments[f"{course.id}.{part.id}"] = assignment
        if part.due_on:
            set_due(actor=teacher, assignment=assignment, due_on=dt.date.fromisoformat(part.due_on))


def _clock(at: dt.datetime) -> Callable[[], dt.datetime]:
    """A moment two minutes later each time it is asked."""
    asked = [at]

    def later() -> dt.datetime:
        asked[0] += dt.timedelta(minutes=2)
        return asked[0]

    return later
