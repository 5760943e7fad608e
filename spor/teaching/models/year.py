"""The year plan: what is meant to come, and whose year is open to pupils and homes. What runs stands in Run."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Subject
from spor.forloeb.models import Forloeb
from spor.people.models import Group, Person, live


def is_unowned(actor: Actor) -> Q:
    """Of rows with `group` and `subject`: nobody is set to teach the subject to the class."""
    roles = TeamRole.objects.filter(live(actor.today), group=OuterRef("group"), subject=OuterRef("subject"))
    return Q(~Exists(roles.filter(kind=TeamRole.Kind.SUBJECT)))


class YearShare(models.Model):
    """The year of one subject in one class is open to its pupils and homes, opened by the teacher who owns it.

    [from_on, to_on) is the school year, 1 August to 1 August. It ends by `ended_at`; opening it again is a new row.
    No `subject` is the forløb that belong to none («På tværs»), opened by whoever leads the class.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="year_shares")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    REACH = Reach(
        "year_plan",
        group="group",
        school="group__school",
        subject="subject",
        states={"year_shared": lambda actor: Q(ended_at=None), "unowned": is_unowned},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "subject", "from_on"], condition=Q(ended_at=None), name="one_open_year_share"
            ),
            models.UniqueConstraint(
                fields=["group", "from_on"],
                condition=Q(ended_at=None, subject=None),
                name="one_open_year_share_across",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.subject or '-'} {self.from_on}"


def year_is_shared(actor: Actor) -> Q:
    """Of rows with `group`, `subject` and `starts_on`: the subject's school year is open to pupils and homes."""
    day = OuterRef("starts_on")
    shares = YearShare.objects.filter(group=OuterRef("group"), ended_at=None, from_on__lte=day, to_on__gt=day)
    of_none = Q(subject=None) & Q(Exists(shares.filter(subject=None)))  # a null is like no other null
    return Q(Exists(shares.filter(subject=OuterRef("subject")))) | of_none


class Idea(models.Model):
    """A forløb that a teacher means to run in [starts_on, ends_on), with no edition put to work yet. Dashed on the year plan.

    `forloeb` is the one it may become, where there is one; otherwise the title is all there is.
    """

    code = CodeField()
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="ideas")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    forloeb = models.ForeignKey(Forloeb, null=True, on_delete=models.SET_NULL, related_name="ideas")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "year_plan",
        group="group",
        school="group__school",
        subject="subject",
        states={"year_shared": year_is_shared, "unowned": is_unowned},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="idea_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["group", "starts_on"])]

    def __str__(self) -> str:
        return self.title
