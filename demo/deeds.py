"""What pupils hand in, keep, choose and think of, and what adults answer and notice: each by the deed of the page where it is done."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from itertools import count

from demo import stage
from demo.courses import Started
from demo.shelf import Shelf
from demo.texts import Answer, Course, Held, Kept, Level, Phrases, Seen, Trail, Work
from spor.curriculum.models import Goal
from spor.evidence.actions.assess import assess
from spor.evidence.actions.capture import capture
from spor.evidence.actions.feedback import Words, give_feedback
from spor.evidence.actions.give_back import give_back
from spor.evidence.actions.hand_in import hand_in
from spor.evidence.actions.hold import hold
from spor.evidence.actions.phrases import add_phrase
from spor.evidence.actions.remark import remark
from spor.evidence.models import HandIn, Trace
from spor.evidence.queries import answerable
from spor.forloeb.models import BlockGoal
from spor.people.models import Person
from spor.portfolio.actions import reflect, select


@dataclass
class Scene:
    """What all deeds of the trail share."""

    trail: Trail
    started: Started
    shelf: Shelf
    keys: "count[int]"

    def key(self) -> str:
        return f"demo-trail-{next(self.keys)}"

    def course(self, course_id: str) -> Course:
        return next(course for course in self.trail.courses if course.id == course_id)

    def goals(self, task: str) -> list[Goal]:
        """The assignment's goals in the order they were written."""
        version = self.started.assignments[task].version_id
        return [row.goal for row in BlockGoal.objects.filter(version=version).select_related("goal").order_by("rank")]


def add_to(script: stage.Script, trail: Trail, started: Started, shelf: Shelf) -> None:
    scene = Scene(trail, started, shelf, count(1))
    for work in trail.works:
        script.add(stage.moment(work.at), partial(_hand_in, scene, script, work))
    for held in trail.held:
        script.add(stage.moment(held.at), partial(_hold, scene, held))
    for phrases in trail.phrases:
        script.add(stage.moment(phrases.at), partial(_keep_phrases, phrases))
    for kept in trail.kept:
        script.add(stage.moment(kept.at), partial(_keep, scene, script, kept))
    for seen in trail.seen:
        script.add(stage.moment(seen.at), partial(_notice, scene, seen))
    for level in trail.levels:
        script.add(stage.moment(level.at), partial(_judge, scene, level))


def _hand_in(scene: Scene, script: stage.Script, work: Work) -> None:
    at = stage.moment(work.at)
    course = scene.course(work.task.partition(".")[0])
    known = stage.pupils(course.group)
    pupil = known[work.by]
    goals = scene.goals(work.task) if work.own or work.answer else []
    handed = hand_in(
        actor=stage.actor(pupil.uniid, at),
        assignment=scene.started.assignments[work.task],
        text=work.text.strip(),
        files=[scene.shelf[name] for name in work.files],
        makers=[known[name] for name in work.makers],
        self_text=work.said,
        self_levels=dict(zip(goals, work.own, strict=False)),
        key=scene.key(),
    )
    if work.answer:
        script.add(_answered_at(work.answer, at), partial(_answer, scene, work, course, handed, goals))
    if work.back:
        script.add(_answered_at(work.back, at), partial(_give_back, work, course, handed))
    if work.chosen:
        trace = Trace.objects.get(product=handed.version.product, pupil=pupil)
        script.add(stage.moment(work.chosen), partial(_choose, scene, pupil, trace, work.chosen, work.thought))


def _answered_at(answer: Answer, handed_at: dt.datetime) -> dt.datetime:
    """As written, or two days later in the afternoon, not at a weekend."""
    if answer.at:
        return stage.moment(answer.at)
    day = handed_at + dt.timedelta(days=2)
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return day.replace(hour=15, minute=20)


def _answer(scene: Scene, work: Work, course: Course, handed: HandIn, goals: list[Goal]) -> None:
    answer = work.answer
    assert answer is not None  # noqa: S101 # only called with one
    at = _answered_at(answer, stage.moment(work.at))
    give_feedback(
        actor=stage.actor(answer.by or course.by, at),
        hand_in=answerable.hand_ins().get(pk=handed.pk),
        words=Words(text=answer.text, levels=dict(zip(goals, answer.levels, strict=False))),
        key=scene.key(),
    )


def _give_back(work: Work, course: Course, handed: HandIn) -> None:
    back = work.back
    assert back is not None  # noqa: S101 # only called with one
    at = _answered_at(back, stage.moment(work.at))
    give_back(
        actor=stage.actor(back.by or course.by, at),
        hand_in=answerable.hand_ins().get(pk=handed.pk),
        text=back.text,
    )


def _hold(scene: Scene, held: Held) -> None:
    pupil = stage.pupils(scene.course(held.task.partition(".")[0]).group)[held.by]
    hold(
        actor=stage.actor(pupil.uniid, stage.moment(held.at)),
        assignment=scene.started.assignments[held.task],
        files=[scene.shelf[name] for name in held.files],
        text=held.text.strip(),
    )


def _keep_phrases(phrases: Phrases) -> None:
    for text in phrases.said:
        add_phrase(actor=stage.actor(phrases.by, stage.moment(phrases.at)), text=text)


def _keep(scene: Scene, script: stage.Script, kept: Kept) -> None:
    at = stage.moment(kept.at)
    pupil = stage.pupils(kept.group)[kept.by]
    trace = capture(
        actor=stage.actor(pupil.uniid, at),
        text=kept.text.strip(),
        files=[scene.shelf[name] for name in kept.files],
        subject=stage.subject(kept.subject) if kept.subject else None,
        is_shown=kept.shown,
        key=scene.key(),
    )
    if kept.chosen:
        script.add(stage.moment(kept.chosen), partial(_choose, scene, pupil, trace, kept.chosen, kept.thought))


def _choose(scene: Scene, pupil: Person, trace: Trace, moment: str, thought: str) -> None:
    at = stage.moment(moment)
    select(actor=stage.actor(pupil.uniid, at), trace=trace)
    if thought:
        actor = stage.actor(pupil.uniid, at + dt.timedelta(minutes=2))
        reflect(actor=actor, trace=trace, text=thought, sound=None, key=scene.key())


def _notice(scene: Scene, seen: Seen) -> None:
    known = stage.pupils(seen.group)
    remark(
        actor=stage.actor(seen.by, stage.moment(seen.at)),
        pupils=[known[name] for name in seen.about],
        text=seen.text.strip(),
        file=scene.shelf[seen.files[0]] if seen.files else None,
        subject=stage.subject(seen.subject) if seen.subject else None,
        goal=stage.goal(f"ffm:{seen.goal}:skill") if seen.goal else None,
        key=scene.key(),
    )


def _judge(scene: Scene, level: Level) -> None:
    """The teacher goes down a column of the grid, a few seconds a pupil."""
    run = scene.started.runs[level.course]
    known = stage.pupils(scene.course(level.course).group)
    goal = stage.goal(f"ffm:{level.goal}:skill")
    said = BlockGoal.objects.filter(
        version__block__forloeb=run.edition.forloeb, goal=goal, wording__isnull=False
    ).first()
    for place, (name, value) in enumerate(level.levels.items()):
        at = stage.moment(level.at) + dt.timedelta(seconds=4 * place)
        assess(
            actor=stage.actor(level.by, at),
            pupil=known[name],
            goal=goal,
            level=value,
            run=run,
            key=scene.key(),
            wording=said.wording if said else None,
        )
