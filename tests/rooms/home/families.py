"""A home's week for the tests: something to bring, to hand in, to read and to answer."""

import datetime as dt

from spor.base.codes import new_code
from spor.curriculum.models import Subject
from spor.evidence.models import Feedback, Release, Trace
from spor.forloeb.models import Block, BlockVersion, EditionBlock
from spor.people.models import Group, Person
from spor.plans.models import Agreement, AgreementState, PlanSnapshot, Talk
from spor.teaching.holidays import DAY
from spor.teaching.models import Assignment, Run, WeekShare, WeekWords
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work

MONDAY = TODAY - TODAY.weekday() * DAY


def run(cast: Cast, group: Group, by: Person, *, body: str = "", title: str = "Gys og gru") -> Run:
    """A forløb that is on, with a text."""
    made = work.make_run(cast, group, cast.dansk, by=by, title=title)
    block = Block.objects.create(forloeb=made.edition.forloeb, kind=Block.Kind.TEXT, rank="a", key=work.key())
    version = BlockVersion.objects.create(block=block, n=1, by=by, at=NOW, body=body, key=work.key())
    EditionBlock.objects.create(edition=made.edition, rank=made.edition.blocks.count(), version=version)
    return made


def bring(cast: Cast, group: Group, what: str, *, subject: Subject | None = None, day: dt.date = TODAY + DAY) -> None:
    """A shared week with something to remember on `day`."""
    monday = day - day.weekday() * DAY
    WeekWords.objects.create(
        group=group,
        monday_on=monday,
        day=day,
        is_added=True,
        subject=subject or cast.historie,
        bring=what,
        by=cast.mette,
        at=NOW,
        key=work.key(),
    )
    WeekShare.objects.get_or_create(
        group=group, monday_on=monday, ended_at=None, defaults={"by": cast.mette, "at": NOW}
    )


def due(run: Run, title: str, day: dt.date = TODAY + DAY) -> Assignment:
    """Something to hand in on `day`."""
    made = work.make_assignment(run, [], title=title)
    Assignment.objects.filter(pk=made.pk).update(due_on=day)
    return made


def feedback(cast: Cast, assignment: Assignment, pupil: Person, text: str, at: dt.datetime = NOW) -> Feedback:
    """Handed in and answered."""
    product = work.handed_in_by(assignment, pupil, at=at).version.product
    trace = Trace.objects.get(product=product, pupil=pupil)
    given = Feedback.objects.create(
        pupil=pupil, trace=trace, author=assignment.run.started_by, text=text, written_at=at, key=work.key()
    )
    Release.objects.create(feedback=given, by=given.author, at=at)
    return given


def plan(cast: Cast, pupil: Person) -> PlanSnapshot:
    """A shared plan that nobody at home has read."""
    return PlanSnapshot.objects.create(
        pupil=pupil, at=NOW, by=cast.mette, class_name="5.B", school_name="K", pupil_name="O", key=new_code()
    )


def evening(cast: Cast) -> None:
    """All of it, for Oskar and Alma."""
    five = run(cast, cast.g5b, cast.mette, body="Læs højt. Hvorfor knirker trappen om natten?")
    two = run(cast, cast.g2a, cast.birgitte, body="Hvad gjorde ræven, da det blev nat?", title="Bogen om ræven")
    bring(cast, cast.g2a, "idrætssko")
    due(five, "Skriv krogen")
    feedback(cast, due(two, "Tegn ræven", TODAY - DAY), cast.alma, "Du har set, hvor den sover.")
    plan(cast, cast.oskar)


def talk(cast: Cast, pupil: Person, at: dt.datetime) -> Talk:
    """A talk about the pupil, called and not prepared."""
    return Talk.objects.create(pupil=pupil, at=at, called_by=cast.mette, called_at=NOW, key=work.key())


def proposal(pupil: Person, by: Person, side: str, text: str) -> Agreement:
    """An agreement that somebody has proposed."""
    made = Agreement.objects.create(pupil=pupil, text=text, by=by, side=side, at=NOW, key=work.key())
    AgreementState.objects.create(agreement=made, state=AgreementState.State.PROPOSED, by=by, at=NOW)
    return made
