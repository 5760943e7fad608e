"""How a school comes to use Spor: when it begins, who helps it, what was agreed, and what its people wish."""

from django.db import models
from django.db.models import Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person, School


def _wrote_it(actor: Actor) -> Q:
    return Q(by=actor.person_id)


class Rollout(models.Model):
    """A school's way into Spor: the day it begins. A school without one began before there was such a plan."""

    code = CodeField()
    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    REACH = Reach("rollout", school="school")

    def __str__(self) -> str:
        return f"{self.school} {self.starts_on}"


class Visit(models.Model):
    """Support that the municipality and the school agreed on: a visit, a course, an hour of questions."""

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    about = models.CharField(max_length=200)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("rollout", school="school")

    def __str__(self) -> str:
        return self.about


class VisitHeld(models.Model):
    """The visit took place."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="held")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.visit_id)


class Wish(models.Model):
    """What somebody at a school wishes, or what does not work, and on which page. The page's address carries no code of anybody."""

    class Kind(models.TextChoices):
        WISH = "wish", "Et ønske"
        FAULT = "fault", "Noget virker ikke"

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.TextField()
    page = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("wish", school="school", states={"author": _wrote_it})

    class Meta:
        indexes = [models.Index(fields=["school", "-at"])]

    def __str__(self) -> str:
        return self.text[:60]


class WishAnswer(models.Model):
    """The wish is dealt with, and what the answer was."""

    wish = models.OneToOneField(Wish, on_delete=models.PROTECT, related_name="answer")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]
