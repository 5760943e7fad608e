"""Judgements on goals, append-only, and the one allowed copy: the current state of (pupil, goal) (decision 0009)."""

from django.db import models
from django.db.models import Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Goal, GoalWording
from spor.evidence.models.feedback import Feedback
from spor.evidence.models.trace import Trace
from spor.people.models import Person
from spor.teaching.models import Run


def _in_covered_run(actor: Actor) -> Q:
    return Q(run__group__in=actor.relations.groups_of("cover"))


def _own_goal(actor: Actor) -> Q:
    return Q(goal__kind=Goal.Kind.OWN)


class Assessment(models.Model):
    """A judgement on a goal: level 0–4. 0 («set efter, ikke set endnu») is a judgement and counts in nothing.

    Never changed, only withdrawn by a row. `feedback` is the one it was given with; null for one set in the class's grid.
    """

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(GoalWording, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    trace = models.ForeignKey(Trace, null=True, on_delete=models.PROTECT, related_name="assessments")
    feedback = models.ForeignKey(Feedback, null=True, on_delete=models.PROTECT, related_name="assessments")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "goal", pupil="pupil", subject="goal__subject", states={"covered": _in_covered_run, "pupil_goal": _own_goal}
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="assessment_level_range")]
        indexes = [models.Index(fields=["pupil", "goal", "-at"])]

    def __str__(self) -> str:
        return str(self.level)


class AssessmentWithdrawal(models.Model):
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.assessment_id)


class GoalState(models.Model):
    """Where a pupil stands with a goal now. Written only by this room's actions, in the deed's own transaction.

    `./run rebuild_states` makes it again from the assessments and traces.

    level/previous/earlier   the last three judgements, newest first, with their dates; null where there is none
    own_level                what the pupil said last
    traces                   how many traces are evidence of the goal
    run                      where the goal is worked on now or was last
    """

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goal_states")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(GoalWording, null=True, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(null=True)
    level_at = models.DateTimeField(null=True)
    previous = models.SmallIntegerField(null=True)
    previous_at = models.DateTimeField(null=True)
    earlier = models.SmallIntegerField(null=True)
    earlier_at = models.DateTimeField(null=True)
    own_level = models.SmallIntegerField(null=True)
    own_at = models.DateTimeField(null=True)
    traces = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    REACH = Reach(
        "goal", pupil="pupil", subject="goal__subject", states={"covered": _in_covered_run, "pupil_goal": _own_goal}
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "goal"], name="one_goal_state")]
        indexes = [models.Index(fields=["pupil", "-last_at"])]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.goal_id}: {self.level}"
