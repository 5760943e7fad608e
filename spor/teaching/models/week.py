"""The week plan. Its lines are derived from what runs; what a teacher says instead, or besides, is a row here, and so is its sharing."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Subject
from spor.people.models import Group, Person
from spor.teaching.models.run import Assignment, Run


class WeekShare(models.Model):
    """A class's week is open to its pupils and homes. It ends by `ended_at`; opening it again is a new row."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="week_shares")
    monday_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    REACH = Reach(
        "week_plan",
        group="group",
        school="group__school",
        states={"week_shared": lambda actor: Q(ended_at=None)},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "monday_on"], condition=Q(ended_at=None), name="one_open_week_share"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.monday_on}"


def _week_is_shared(actor: Actor) -> Q:
    return Q(Exists(WeekShare.objects.filter(group=OuterRef("group"), monday_on=OuterRef("monday_on"), ended_at=None)))


class WeekWords(models.Model):
    """What a teacher says on a line of the week plan: instead of the words that follow from what runs, or as a line of its own.

    Which line it is about, in this order: the `assignment`'s; the `run`'s of the whole week (`is_whole_week`); that of `subject` on `day`;
    or, where nothing is derived there, a line of its own. Empty `what` leaves the derived words. `removed_at` takes the line off.
    """

    code = CodeField()
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="week_words")
    monday_on = models.DateField()
    day = models.DateField()
    is_whole_week = models.BooleanField(default=False)
    is_added = models.BooleanField(default=False, help_text="a line of its own, whatever is derived that day")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="week_words")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="week_words")
    what = models.CharField(max_length=300, blank=True)
    bring = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=40, unique=True, help_text="one form, one row: doubled input makes one")

    REACH = Reach(
        "week_plan",
        group="group",
        school="group__school",
        subject="subject",
        states={"week_shared": _week_is_shared},
    )

    class Meta:
        indexes = [models.Index(fields=["group", "monday_on"])]

    def __str__(self) -> str:
        return self.what or self.bring
