"""A trail for the tests of this room, straight from models: spor, judgements and feedback of a pupil in 5.B."""

import datetime as dt

from spor.curriculum.models import Subject
from spor.evidence import states
from spor.evidence.models import Assessment, Feedback, HandIn, Release, Trace
from spor.people.models import Person
from spor.teaching.models import Assignment
from tests.cast import NOW, Cast
from tests.rooms.evidence import work

AUGUST = dt.datetime(2026, 8, 10, 9, 0, tzinfo=NOW.tzinfo)
JUNE = dt.datetime(2026, 6, 10, 9, 0, tzinfo=NOW.tzinfo)
YESTERDAY = NOW - dt.timedelta(days=1)


class Trail:
    """The runs and assignments of 5.B in dansk and matematik, and deeds that leave spor."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.dansk = self._assignment(cast.dansk, "Gys og gru", "Skriv en gyser", cast.goals[:2], cast.wordings[:2])
        self.matematik = self._assignment(
            cast.matematik, "Brøker", "Brøker i køkkenet", cast.goals[4:], cast.wordings[4:]
        )

    def _assignment(self, subject: Subject, run_title: str, title: str, goals: list, wordings: list) -> Assignment:
        run = work.make_run(self.cast, self.cast.g5b, subject, by=self.cast.mette, title=run_title)
        return work.make_assignment(run, goals, wordings, title=title)

    def hand_in(self, pupil: Person, assignment: Assignment, *, at: dt.datetime = YESTERDAY) -> HandIn:
        """A product handed in, with the states that follow."""
        made = work.handed_in_by(assignment, pupil, at=at)
        states.touch(pupil_ids=[pupil.pk], goal_ids=[each.goal_id for each in assignment.version.goals.all()])
        return made

    def judge(self, pupil: Person, number: int, level: int, *, at: dt.datetime = YESTERDAY) -> Assessment:
        """A judgement on the cast's goal with this number."""
        goal = self.cast.goals[number]
        assignment = self.matematik if goal.subject == self.cast.matematik else self.dansk
        found = Assessment.objects.create(
            pupil=pupil,
            goal=goal,
            wording=self.cast.wordings[number],
            level=level,
            run=assignment.run,
            by=self.cast.mette,
            at=at,
            key=work.key(),
        )
        states.touch(pupil_ids=[pupil.pk], goal_ids=[goal.pk])
        return found

    def give(self, made: HandIn, text: str, *, at: dt.datetime = YESTERDAY) -> Feedback:
        """Feedback on a hand-in, released."""
        trace = Trace.objects.get(product=made.version.product)
        feedback = Feedback.objects.create(
            pupil=trace.pupil,
            trace=trace,
            hand_in=made,
            author=self.cast.mette,
            text=text,
            written_at=at,
            key=work.key(),
        )
        Release.objects.create(feedback=feedback, by=self.cast.mette, at=at)
        return feedback


def oskar(cast: Cast) -> Trail:
    """Oskar's autumn: two hand-ins, one goal gone from På vej to Kan, one new in matematik, words from Mette."""
    trail = Trail(cast)
    trail.judge(cast.oskar, 0, 2, at=JUNE)
    made = trail.hand_in(cast.oskar, trail.dansk)
    trail.judge(cast.oskar, 0, 3)
    trail.judge(cast.oskar, 4, 1)
    trail.give(made, "Lad døren stå åben tre linjer mere.")
    return trail
