"""What pupil, home and school agree that somebody does."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person
from spor.plans.models.focus import FocusPoint


class Side(models.TextChoices):
    """Whose words they are."""

    PUPIL = "pupil"
    HOME = "home"
    SCHOOL = "school"


def _open_to_all(actor: Actor) -> Q:
    """What a guardian proposes goes to the team, until it is agreed: the other home has no part in it before."""
    agreed = AgreementState.objects.filter(agreement=OuterRef("pk"), state=AgreementState.State.IN_PROGRESS)
    return ~Q(side=Side.HOME) | Q(by=actor.person_id) | Q(Exists(agreed))


class Agreement(models.Model):
    """One agreement, proposed by the pupil, somebody at home or the school. How it stands is its newest AgreementState."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    point = models.ForeignKey(FocusPoint, null=True, on_delete=models.PROTECT, related_name="agreements")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "agreement", pupil="pupil", states={"open_to_all": _open_to_all, "author": lambda a: Q(by=a.person_id)}
    )

    class Meta:
        indexes = [models.Index(fields=["pupil", "-at"])]

    def __str__(self) -> str:
        return self.text[:60]


class AgreementState(models.Model):
    """A change: who said how it stands, and when. Rows are only added; the newest counts."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        IN_PROGRESS = "begun"
        PUPIL_DONE = "said"
        CONFIRMED = "reached"
        STOPPED = "stopped"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=8, choices=State.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.state
