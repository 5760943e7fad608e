"""«Jeg vil …»: a goal that a pupil set for themself, and that it was reached."""

from django.db import models
from django.db.models import Q

from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.people.models import Person


class OwnGoal(models.Model):
    """Whose personal goal it is. The words are the goal's (decision 0011); a child who does not write has chosen a picture or said it."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.OneToOneField(Goal, on_delete=models.PROTECT, related_name="+")
    icon = models.CharField(max_length=20, blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("own_goal", pupil="pupil", states={"enrolled": lambda actor: Q()})

    class Meta:
        indexes = [models.Index(fields=["pupil", "-at"])]

    def __str__(self) -> str:
        return self.goal.text


class OwnGoalReached(models.Model):
    """The pupil says that it is reached; gone again when it was not."""

    own_goal = models.OneToOneField(OwnGoal, on_delete=models.CASCADE, related_name="reached")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.own_goal_id)
