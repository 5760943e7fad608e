"""What changes while somebody is signed in counts at their next request: any order of changes, each page asked after each.

The facts below are kept beside the database in plain words, so that what is expected is not what the house itself reckons.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from spor.access.models import Cover, Purpose, Restriction, TeamRole
from spor.people.models import Group, Guardianship, Membership, Post
from tests.cast import NOW, TODAY
from tests.policy.cases import CASES, Case
from tests.policy.doors import Doors, canaries
from tests.policy.world import LONG_AGO

FACTS = (
    "custody", "unrestricted", "employed", "leads", "in_class", "in_hold", "covers", "purpose", "leader_employed",
)  # fmt: skip
# Who gets which page about the pupil, and by which of the facts.
EXPECTED: list[tuple[str, str, Callable[[dict[str, bool]], bool]]] = [
    ("parent_custody", "pupil_plan", lambda is_so: is_so["custody"]),
    ("parent_custody", "product_file", lambda is_so: is_so["custody"]),
    ("other_guardian", "pupil_plan", lambda is_so: is_so["unrestricted"]),
    ("class_teacher", "pupil_plan", lambda is_so: is_so["employed"] and is_so["leads"] and is_so["in_class"]),
    ("class_teacher", "reflection", lambda is_so: is_so["employed"] and is_so["leads"] and is_so["in_class"]),
    ("teacher_unrelated", "pupil_plan", lambda is_so: is_so["in_hold"]),
    ("substitute", "product", lambda is_so: is_so["covers"] and is_so["in_class"]),
    ("leader_with_purpose", "plan_snapshot", lambda is_so: is_so["purpose"] and is_so["leader_employed"]),
    ("class_teacher", "forloeb", lambda is_so: True),  # whoever moves on keeps what they wrote
    ("pupil_self", "pupil_plan", lambda is_so: True),
]


def _case(name: str) -> Case:
    return next(case for case in CASES if case.name == name and case.sends is None)


class OpenSessions(RuleBasedStateMachine):
    """Everybody is signed in from the beginning; one fact after another turns."""

    def __init__(self, doors: Doors) -> None:
        super().__init__()
        self.doors, self.school = doors, doors.school
        self.is_so = dict.fromkeys(FACTS, True)
        self.point = transaction.savepoint()
        self.hold = Group.objects.create(
            school=self.school.school, register_id="w-hold", name="Svømning", kind=Group.Kind.HOLD, from_on=LONG_AGO
        )
        Membership.objects.create(person=self.school.pupil, group=self.hold, role="pupil", from_on=LONG_AGO)
        TeamRole.objects.create(person=self._who("teacher_unrelated"), group=self.hold, kind="team", from_on=LONG_AGO)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    @rule(fact=st.sampled_from(FACTS))
    def turn(self, fact: str) -> None:
        self.is_so[fact] = on = not self.is_so[fact]
        getattr(self, f"_{fact}")(on)

    @invariant()
    def each_gets_what_the_facts_give(self) -> None:
        for name, page, rightly in EXPECTED:
            answer = self.doors.ask(name, _case(page))
            if rightly(self.is_so):
                assert answer.status_code == 200, (name, page, self.is_so)
            else:
                assert answer.status_code in (403, 404) and not canaries(answer), (name, page, self.is_so)

    def _who(self, name: str):
        return self.school.people[name]

    def _dated(self, model, on: bool, **row: object) -> None:
        """A dated row begins today, or those that are open end today: half-open, so that today counts no more."""
        if on:
            model.objects.create(from_on=TODAY, **row)
        else:
            model.objects.filter(to_on=None, **row).update(to_on=TODAY)

    def _custody(self, on: bool) -> None:
        link = {"guardian": self._who("parent_custody"), "pupil": self.school.pupil, "relation": "father"}
        self._dated(Guardianship, on, has_custody=True, **link)

    def _unrestricted(self, on: bool) -> None:
        row = {"guardian": self._who("other_guardian"), "pupil": self.school.pupil, "set_by": self.school.author}
        self._dated(Restriction, not on, reason="x", **row)

    def _employed(self, on: bool) -> None:
        """Off: the teacher moves to the other school, and back."""
        teacher = self._who("class_teacher")
        self._dated(Post, on, person=teacher, school=self.school.school, role="teacher")
        self._dated(Post, not on, person=teacher, school=self.school.other_school, role="teacher")

    def _leads(self, on: bool) -> None:
        self._dated(TeamRole, on, person=self._who("class_teacher"), group=self.school.group, kind="lead")

    def _in_class(self, on: bool) -> None:
        self._dated(Membership, on, person=self.school.pupil, group=self.school.group, role="pupil")

    def _in_hold(self, on: bool) -> None:
        self._dated(Membership, on, person=self.school.pupil, group=self.hold, role="pupil")

    def _covers(self, on: bool) -> None:
        hours = dt.timedelta(hours=4 if on else 0)
        Cover.objects.filter(person=self._who("substitute")).update(to_at=NOW + hours)

    def _purpose(self, on: bool) -> None:
        hours = dt.timedelta(hours=4 if on else 0)
        Purpose.objects.filter(person=self._who("leader_with_purpose")).update(to_at=NOW + hours)

    def _leader_employed(self, on: bool) -> None:
        self._dated(Post, on, person=self._who("leader_with_purpose"), school=self.school.school, role="leader")


def test_what_changes_counts_at_the_next_request(doors: Doors) -> None:
    for name in {name for name, _, _ in EXPECTED}:
        doors.client(name)  # signed in before anything changes, and never again
    sparing = how(max_examples=4, stateful_step_count=8, deadline=None, database=None, derandomize=True)
    run_state_machine_as_test(lambda: OpenSessions(doors), settings=sparing)
