"""Focus points: what a pupil, or a class, works on above all, and what school, home and pupil each do about it.

Few and concrete (folkeskoleloven § 13 b): one to five at a time. The plan is built of them, and the shared copy frozen from them.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.curriculum.models import Subject
from spor.people.models import Group, Person

MOST = 5  # open at a time, for a pupil and for a class


def _shown(actor: Actor) -> Q:
    return Q(Exists(FocusRelease.objects.filter(point=OuterRef("pk"))))


def _common_section(actor: Actor) -> Q:
    return Q(subject=None)


class FocusPoint(models.Model):
    """One thing a pupil works on. `area` is a word of plans.law where it is about no subject («sprog», «uddannelse» …)."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="focus_points")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "focus_point",
        pupil="pupil",
        subject="subject",
        states={"shown": _shown, "common_section": _common_section, "own_section": lambda actor: Q(pk__in=[])},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(subject=None) | Q(area=""), name="focus_is_of_a_subject_or_an_area")
        ]

    def __str__(self) -> str:
        return self.code


class FocusRelease(models.Model):
    """The point was shown to pupil and home. Before that only the team reads it."""

    point = models.OneToOneField(FocusPoint, on_delete=models.CASCADE, related_name="release")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.point_id)


class FocusEnd(models.Model):
    """The point is over: it worked, or another matters more. It stays in what was shared."""

    point = models.OneToOneField(FocusPoint, on_delete=models.CASCADE, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.point_id)


def _point_shown(actor: Actor) -> Q:
    return Q(Exists(FocusRelease.objects.filter(point=OuterRef("point"))))


def _for_all(actor: Actor) -> Q:
    """Everything but what another guardian wrote: that goes to the team, and into the shared copy where its writer said so."""
    return ~Q(part=FocusText.Part.HOME) | Q(by=actor.person_id)


class FocusText(models.Model):
    """One part of a focus point in somebody's words, the latest. Of the home's support each guardian has one of their own."""

    class Part(models.TextChoices):
        WHAT = "what"
        SCHOOL = "school"
        HOME = "home"
        PUPIL = "pupil"
        NEXT = "next"

    point = models.ForeignKey(FocusPoint, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(max_length=6, choices=Part.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField(default=1, help_text="raised by each change: compare-and-swap")
    to_book = models.BooleanField(
        default=False, help_text="a guardian lets it stand in the shared copy, for all who read that"
    )

    REACH = Reach(
        "focus_text",
        pupil="point__pupil",
        subject="point__subject",
        states={
            "shown": _point_shown,
            "for_all": _for_all,
            "common_section": lambda actor: Q(point__subject=None),
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "part"], condition=~Q(part="home"), name="one_focus_text_a_part"),
            models.UniqueConstraint(fields=["point", "by"], condition=Q(part="home"), name="one_focus_text_a_guardian"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Intervention(models.Model):
    """What the school does for a pupil with challenges, and how it is followed up. Read by the team; pupil and home read it when shared."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interventions")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    follow_up = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    n = models.PositiveIntegerField(default=1, help_text="raised by each change: compare-and-swap")
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("intervention", pupil="pupil", subject="subject", states={"common_section": _common_section})

    def __str__(self) -> str:
        return self.text[:60]


class InterventionEnd(models.Model):
    intervention = models.OneToOneField(Intervention, on_delete=models.CASCADE, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.intervention_id)


class ClassFocus(models.Model):
    """What a class or a year group works on together. It names no pupil."""

    code = CodeField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="focus")
    what = models.TextField()
    school = models.TextField(blank=True)
    home = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    n = models.PositiveIntegerField(default=1, help_text="raised by each change: compare-and-swap")
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("class_focus", group="group", school="group__school")

    def __str__(self) -> str:
        return self.what[:60]


class ClassFocusEnd(models.Model):
    focus = models.OneToOneField(ClassFocus, on_delete=models.CASCADE, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.focus_id)
