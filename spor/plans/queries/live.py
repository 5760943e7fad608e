"""The live plan: always current, because it is read and never written."""

from collections import Counter
from dataclasses import dataclass

from spor.access.actor import Actor
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.evidence.queries.cards import ProductCard, cards_from
from spor.plans.queries.facts import Facts, facts_of
from spor.plans.queries.progress import GoalLine, Progress, progress
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.runs import DueLine, RunLine, due_of, gathered
from spor.plans.queries.words import FeedbackLine, Words, words


@dataclass(frozen=True)
class SubjectPart:
    """One subject of the plan: goals judged in the period, those that moved first, and how many spor came."""

    subject: Subject
    goals: list[GoalLine]
    spor: int

    @property
    def moved(self) -> list[GoalLine]:
        return [line for line in self.goals if line.is_moved]


@dataclass(frozen=True)
class LivePlan:
    """The facts of the plan as one reader may see them.

    working   goals worked on now; `idle` the forløb of now without any goal yet
    parts     by subject, what was judged since last time
    spor      how many spor came since last time, in all and by subject id
    """

    pupil: Pupil
    facts: Facts
    runs: list[RunLine]
    progress: Progress
    words: Words
    products: list[ProductCard]

    @property
    def feedback(self) -> list[FeedbackLine]:
        return self.words.feedback

    @property
    def by_subject(self) -> Counter[int | None]:
        return self.words.spor

    @property
    def working(self) -> list[GoalLine]:
        return self.progress.working

    @property
    def idle(self) -> list[RunLine]:
        busy = {line.run.id for line in self.working if line.run}
        return [run for run in self.runs if run.id not in busy]

    @property
    def due(self) -> list[DueLine]:
        return due_of(self.runs)

    @property
    def spor(self) -> int:
        return self.by_subject.total()

    @property
    def parts(self) -> list[SubjectPart]:
        found = [
            SubjectPart(self.progress.subjects[pk], lines, self.by_subject[pk])
            for pk, lines in self.progress.by_subject.items()
        ]
        return sorted(found, key=lambda part: danish_key(part.subject.name))

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.progress.subjects or self.products or self.feedback or self.spor)


def current(actor: Actor, pupil: Pupil) -> LivePlan:
    """The live plan of a pupil the guard has handed out. One query, however many years there are behind."""
    facts = facts_of(actor, pupil)
    runs = gathered(facts.runs, actor.today)
    return LivePlan(
        pupil=pupil,
        facts=facts,
        runs=runs,
        progress=progress(facts.states, pupil.since_at, runs),
        words=words(actor, facts.feedback, facts.answers, facts.typed, facts.spor),
        products=cards_from(facts.products),
    )
