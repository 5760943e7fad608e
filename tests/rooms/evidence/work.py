"""Work for the tests of this room, straight from models: a run of a class with an assignment, and products handed in to it."""

import datetime as dt
from collections.abc import Sequence
from itertools import count

from spor.curriculum.models import Goal, GoalWording, Subject
from spor.evidence import states
from spor.evidence.models import HandIn, Product, ProductVersion, SelfAssessment, SelfLevel, Trace, TraceGoal
from spor.forloeb.models import Block, BlockGoal, BlockVersion, Edition, EditionBlock, Forloeb, Sign
from spor.people.models import Group, Person
from spor.teaching.models import Assignment, Run
from tests.cast import NOW, TODAY, Cast

_number = count()


def key() -> str:
    """A form's key, never the same twice."""
    return f"key-{next(_number)}"


def make_run(cast: Cast, group: Group, subject: Subject, *, by: Person, title: str = "Gys og gru") -> Run:
    """A forløb of two weeks, running now, without any block yet."""
    forloeb = Forloeb.objects.create(school=group.school, subject=subject, made_by=by, made_at=NOW, key=key())
    edition = Edition.objects.create(forloeb=forloeb, n=1, published_by=by, published_at=NOW, title=title, key=key())
    return Run.objects.create(
        edition=edition,
        group=group,
        subject=subject,
        starts_on=TODAY - dt.timedelta(days=7),
        ends_on=TODAY + dt.timedelta(days=7),
        visible_from_on=TODAY - dt.timedelta(days=7),
        started_by=by,
        started_at=NOW - dt.timedelta(days=7),
        key=key(),
    )


def make_assignment(
    run: Run,
    goals: Sequence[Goal],
    wordings: Sequence[GoalWording | None] = (),
    *,
    title: str = "Skriv en gyserhistorie",
    **more: object,
) -> Assignment:
    """An assignment of the run with these goals, each with a sign a level."""
    block = Block.objects.create(forloeb=run.edition.forloeb, kind=Block.Kind.ASSIGNMENT, rank=key(), key=key())
    version = BlockVersion.objects.create(
        block=block, n=1, by=run.started_by, at=NOW, title=title, body="Skriv en side.", key=key(), **more
    )
    for rank, goal in enumerate(goals):
        worded = wordings[rank] if wordings else None
        block_goal = BlockGoal.objects.create(version=version, goal=goal, wording=worded, rank=rank)
        for level in range(1, 5):
            Sign.objects.create(block_goal=block_goal, level=level, text=f"Tegn {level} på mål {rank + 1}")
    EditionBlock.objects.create(edition=run.edition, rank=run.edition.blocks.count(), version=version)
    return Assignment.objects.create(run=run, version=version, visible_from_on=run.visible_from_on)


def make_product(
    assignment: Assignment, pupils: Sequence[Person], *, text: str = "Det var en mørk nat.", at: dt.datetime = NOW
) -> Product:
    """A product these pupils are making together; not handed in."""
    run = assignment.run
    product = Product.objects.create(
        title=assignment.version.title,
        assignment=assignment,
        made_by=pupils[0],
        made_at=at,
        made_at_school=run.group.school,
        key=key(),
    )
    ProductVersion.objects.create(product=product, n=1, by=pupils[0], at=at, text=text)
    for pupil in pupils:
        trace = Trace.objects.create(
            pupil=pupil,
            kind=Trace.Kind.PRODUCT,
            at=at,
            author=pupils[0],
            subject=run.subject,
            run=run,
            made_at_school=run.group.school,
            product=product,
        )
        for each in assignment.version.goals.all():
            TraceGoal.objects.create(trace=trace, goal=each.goal, wording=each.wording)
    return product


def make_hand_in(product: Product, *, at: dt.datetime = NOW, text: str = "") -> HandIn:
    """The product handed in; with `text` as a further version."""
    version = product.versions.order_by("-n")[0]
    if text:
        version = ProductVersion.objects.create(product=product, n=version.n + 1, by=version.by, at=at, text=text)
    return HandIn.objects.create(version=version, assignment=product.assignment, by=version.by, at=at, key=key())


def say_level(product: Product, pupil: Person, levels: dict[Goal, int], *, at: dt.datetime = NOW) -> SelfAssessment:
    """What the pupil says of it, with a level a goal."""
    said, _ = SelfAssessment.objects.update_or_create(
        product=product, pupil=pupil, defaults={"text": "Jeg er glad for slutningen.", "at": at}
    )
    for goal, level in levels.items():
        SelfLevel.objects.update_or_create(self_assessment=said, goal=goal, defaults={"level": level})
    return said


def handed_in_by(assignment: Assignment, *pupils: Person, at: dt.datetime = NOW) -> HandIn:
    """A product of these pupils, handed in as the deed does it: their states know."""
    hand_in = make_hand_in(make_product(assignment, pupils, at=at), at=at)
    goals = assignment.version.goals.values_list("goal", flat=True)
    states.touch(pupil_ids=[pupil.pk for pupil in pupils], goal_ids=goals)
    return hand_in
