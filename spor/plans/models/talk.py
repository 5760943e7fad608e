"""The talk between school, home and pupil: prepared by each alone, held, and acknowledged by each for themselves."""

from django.db import models
from django.db.models import Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person
from spor.plans.models.agreement import Side


class Talk(models.Model):
    """A talk about one pupil at a moment. It is a date on a page, not a booking: invitations are Aula's."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="talks")
    at = models.DateTimeField()
    place = models.CharField(max_length=100, blank=True)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("talk", pupil="pupil")

    class Meta:
        indexes = [models.Index(fields=["pupil", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class TalkEnd(models.Model):
    """It was held, with what was talked about for all who take part; or it was called off."""

    class Kind(models.TextChoices):
        HELD = "held"
        OFF = "off"

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="end")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.kind


def _author(actor: Actor) -> Q:
    return Q(by=actor.person_id)


class Preparation(models.Model):
    """What one person thinks before the talk, the latest words. Read by its writer and the team, and by nobody else at home."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="preparations")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    at = models.DateTimeField()
    text = models.TextField()

    REACH = Reach("talk_preparation", pupil="talk__pupil", states={"author": _author})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "by"], name="one_preparation")]

    def __str__(self) -> str:
        return self.text[:60]


class TalkAcknowledgement(models.Model):
    """«Jeg har læst, hvad vi talte om»: each for themselves; not a signature that one agrees."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "person"], name="one_talk_acknowledgement")]

    def __str__(self) -> str:
        return str(self.person)
