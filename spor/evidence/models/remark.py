"""What an adult noticed, and what the pupil says of it."""

from django.db import models
from django.db.models import OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.base.presence import there_is
from spor.curriculum.models import Goal
from spor.evidence.models.product import HandIn, Product
from spor.people.models import Person


class Remark(models.Model):
    """Words, and perhaps a picture or a sound, that an adult kept about something a pupil did. Shown through its traces."""

    code = CodeField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.text[:60]


def _handed_in(actor: Actor) -> Q:
    return Q(there_is(HandIn.objects.filter(version__product=OuterRef("product"))))


def _not_with_the_teachers(actor: Actor) -> Q:
    """Not handed in, or given back: then the pupil may say it anew."""
    standing = HandIn.objects.filter(version__product=OuterRef("product"), returned__isnull=True)
    return ~Q(there_is(standing))


class SelfAssessment(models.Model):
    """How the pupil says it went: own words, own levels on the same scale, perhaps a sound. One a pupil and product, latest words."""

    code = CodeField()
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="self_assessments")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    REACH = Reach(
        "self_assessment",
        pupil="pupil",
        subject="product__assignment__run__subject",
        states={"handed_in": _handed_in, "not_handed_in": _not_with_the_teachers},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "pupil"], name="one_self_assessment")]

    def __str__(self) -> str:
        return self.text[:60]


class SelfLevel(models.Model):
    self_assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="levels")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["self_assessment", "goal"], name="one_self_level"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="self_level_range"),
        ]

    def __str__(self) -> str:
        return str(self.level)
