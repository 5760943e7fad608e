"""The trace (spor): made once, tied to one pupil and, if any, to goals."""

from django.db import models
from django.db.models import OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.presence import there_is
from spor.curriculum.models import Goal, GoalWording, Subject
from spor.evidence.models.product import HandIn, Product, Removal
from spor.evidence.models.remark import Remark
from spor.evidence.models.result import Result
from spor.people.models import Enrolment, Person, School, live
from spor.teaching.models import Run


def _submitted(actor: Actor) -> Q:
    return Q(there_is(HandIn.objects.filter(version__product=OuterRef("product")))) | Q(kind=Trace.Kind.REMARK)


def _placed(actor: Actor) -> Q:
    return Q(there_is(Placement.objects.filter(trace=OuterRef("pk"))))


def _covered(actor: Actor) -> Q:
    return Q(run__group__in=actor.relations.groups_of("cover"))


def _coauthor(actor: Actor) -> Q:
    mine = Trace.objects.filter(product=OuterRef("product"), pupil=actor.person_id)
    return Q(product__isnull=False) & Q(there_is(mine))


def _before_lock(actor: Actor) -> Q:
    """A product that is not with the teachers: not handed in yet, or given back."""
    standing = HandIn.objects.filter(version__product=OuterRef("product"), returned__isnull=True)
    return Q(product__isnull=False) & ~Q(there_is(standing))


def _not_removed(actor: Actor) -> Q:
    return ~Q(there_is(Removal.objects.filter(product=OuterRef("product"))))


def _of_led_school(actor: Actor) -> Q:
    here = Enrolment.objects.filter(
        live(actor.today), person=OuterRef("pupil"), school__in=actor.relations.schools_of("leader")
    )
    return Q(there_is(here))


class Trace(models.Model):
    """One spor of one pupil. Exactly one content. It follows the pupil through years, schools and reforms: no class in it but `run`."""

    class Kind(models.TextChoices):
        PRODUCT = "product", "Produkt"
        REMARK = "remark", "Note"
        RESULT = "result", "Resultat"

    code = CodeField()
    # both indexes below begin with the pupil, so one of its own would only mislead
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="traces", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    made_at_school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="traces")
    remark = models.ForeignKey(Remark, null=True, on_delete=models.PROTECT, related_name="traces")
    result = models.OneToOneField(Result, null=True, on_delete=models.PROTECT, related_name="trace")

    # "product" for its page and files, "portfolio_item" in the portfolio: same rows, same states.
    REACH = Reach(
        "portfolio_item",
        pupil="pupil",
        subject="subject",
        states={
            "submitted": _submitted,
            "placed": _placed,
            "covered": _covered,
            "coauthor": _coauthor,
            "not_submitted": lambda actor: ~_submitted(actor),
            "before_lock": _before_lock,
            "not_removed": _not_removed,
            "result": lambda actor: Q(kind=Trace.Kind.RESULT),
            "led_school": _of_led_school,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "pupil"], name="one_trace_a_maker"),
            models.CheckConstraint(
                condition=Q(kind="product", product__isnull=False, remark=None, result=None)
                | Q(kind="remark", remark__isnull=False, product=None, result=None)
                | Q(kind="result", result__isnull=False, product=None, remark=None),
                name="trace_has_one_content",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "-at", "-id"], name="trace_pupil_newest"),
            models.Index(fields=["pupil", "subject", "-at", "-id"], name="trace_subject_newest"),
        ]

    def __str__(self) -> str:
        return self.code


class TraceGoal(models.Model):
    """A goal a trace is evidence of, with the wording it was made under."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(GoalWording, null=True, on_delete=models.PROTECT, related_name="+")

    # "goal", so that a page asks which of a trace's goals its reader may judge.
    REACH = Reach(
        "goal",
        pupil="trace__pupil",
        subject="goal__subject",
        states={
            "covered": lambda actor: Q(trace__run__group__in=actor.relations.groups_of("cover")),
            "pupil_goal": lambda actor: Q(goal__kind=Goal.Kind.OWN),
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trace", "goal"], name="one_trace_goal")]

    def __str__(self) -> str:
        return str(self.wording or self.goal)


class Placement(models.Model):
    """A trace put in the portfolio by its pupil or a teacher (decision 0018)."""

    trace = models.OneToOneField(Trace, on_delete=models.CASCADE, related_name="placement")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.trace_id)
