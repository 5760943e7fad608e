"""An edition put to work for a group, and what is to be handed in."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Subject
from spor.forloeb.models import BlockVersion, Edition
from spor.people.models import Group, Person
from spor.teaching.models.year import is_unowned, year_is_shared


def _begun(actor: Actor) -> Q:
    return Q(visible_from_on__lte=actor.today)


def _began_it(actor: Actor) -> Q:
    return Q(started_by=actor.person_id)


class Run(models.Model):
    """An edition for a group in a period [starts_on, ends_on): the class's own forløb."""

    code = CodeField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="runs")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="runs")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    visible_from_on = models.DateField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "forloeb_published",
        group="group",
        school="group__school",
        subject="subject",
        states={"visible_now": _begun, "year_shared": year_is_shared, "unowned": is_unowned, "own_run": _began_it},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="run_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["group", "starts_on"]), models.Index(fields=["starts_on"])]

    def __str__(self) -> str:
        return self.edition.title


def _run_begun(actor: Actor) -> Q:
    return Q(visible_from_on__lte=actor.today)


def _started_it(actor: Actor) -> Q:
    return Q(run__started_by=actor.person_id)


def _without_hand_ins(actor: Actor) -> Q:
    """`hand_ins` is how the hand-ins of the room above call their assignment: a name, as a link is."""
    return ~Q(Exists(Assignment.objects.filter(pk=OuterRef("pk"), hand_ins__isnull=False)))


class Assignment(models.Model):
    """A block of a run that asks for something to be handed in. Goals and signs are the block version's."""

    code = CodeField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="assignments")
    version = models.ForeignKey(BlockVersion, on_delete=models.PROTECT, related_name="+")
    visible_from_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    REACH = Reach(
        "assignment",
        group="run__group",
        school="run__group__school",
        subject="run__subject",
        states={"visible_now": _run_begun, "author": _started_it, "without_hand_ins": _without_hand_ins},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "version"], name="one_assignment_a_block")]

    def __str__(self) -> str:
        return self.version.title
