"""Counts of closed weeks, in blocks big enough to be told (decisions 0019 and 0034). Written by `roll_up` alone; nobody stands in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Goal
from spor.people.models import School


def _enough_pupils(actor: Actor) -> Q:
    """As limits.may_be_told, asked again of what stands: whoever raises the limit hides at once what is below it."""
    enough = settings.SMALL_CELL
    return Q(pupils__gte=enough) & (Q(rest_pupils=None) | Q(rest_pupils__gte=enough))


def _enough_staff(actor: Actor) -> Q:
    enough = settings.SMALL_STAFF
    return Q(staff__gte=enough) & (Q(rest_staff=None) | Q(rest_staff__gte=enough))


class Closing(models.Model):
    """A week of a measure is closed: what happened in it is counted once, and never again. `to_on` is the Monday after."""

    measure = models.CharField(max_length=20)
    to_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "to_on"], name="one_closing_a_week")]

    def __str__(self) -> str:
        return f"{self.measure} {self.to_on}"


class Figure(models.Model):
    """One block: `count` things of some klassetrin (`grades`, a bit each), from where each was last told until `to_on`.

    told_on   the first day it may be shown; later than to_on for a measure that waits for answers
    rest      what the count leaves, None where it leaves nothing that can be known
    pupils … rest_staff   how many different ones stand behind either
    """

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=20)
    school_year = models.SmallIntegerField()
    grades = models.IntegerField()
    to_on = models.DateField()
    told_on = models.DateField()
    count = models.PositiveIntegerField()
    rest = models.PositiveIntegerField(null=True)
    pupils = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()
    rest_pupils = models.PositiveIntegerField(null=True)
    rest_staff = models.PositiveIntegerField(null=True)

    REACH = Reach(
        "management_figures", school="school", states={"n_ge_5": _enough_pupils, "n_ge_3_staff": _enough_staff}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "measure", "to_on", "grades"], name="one_figure_a_block")
        ]
        indexes = [models.Index(fields=["school_year", "told_on"])]

    def __str__(self) -> str:
        return f"{self.measure} {self.to_on}: {self.count}"


class Intake(models.Model):
    """How many pupils a klassetrin had when its school year was first counted: what «af 84» says all year."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    grade = models.SmallIntegerField(null=True)
    pupils = models.PositiveIntegerField()

    REACH = Reach(
        "management_figures",
        school="school",
        states={"n_ge_5": lambda actor: Q(pupils__gte=settings.SMALL_CELL), "n_ge_3_staff": lambda actor: Q()},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "school_year", "grade"], name="one_intake_a_grade"),
            models.UniqueConstraint(
                fields=["school", "school_year"], condition=Q(grade=None), name="one_intake_without_a_grade"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.grade}: {self.pupils}"


class AreaTold(models.Model):
    """A kompetenceområde has been taken up at a school this year, by at least as many staff as the limit says. No row: not yet."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.SmallIntegerField()
    area = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()
    pupils = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()

    REACH = Reach(
        "management_figures",
        school="school",
        states={
            "n_ge_5": lambda actor: Q(pupils__gte=settings.SMALL_CELL),
            "n_ge_3_staff": lambda actor: Q(staff__gte=settings.SMALL_STAFF),
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "school_year", "area"], name="one_area_a_year_is_told")
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.area_id}"
