"""The school's own calendar: its days without lessons. Weekends, public holidays and the summer follow from law, see holidays.py."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Group, Person, School


def _own_school(actor: Actor) -> Q:
    """The school of a class that the actor, or the actor's child, is in, or that the actor covers today."""
    known = actor.relations
    groups = known.groups_of("member") | known.groups_of("child_member") | known.groups_of("cover")
    return Q(Exists(Group.objects.filter(school=OuterRef("school"), pk__in=groups)))


class DayOff(models.Model):
    """A day or a stretch of days [from_on, to_on) without lessons, with its name. A school's do not overlap: the deed sees to it."""

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="days_off")
    name = models.CharField(max_length=100)
    from_on = models.DateField()
    to_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("school_calendar", school="school", states={"own_school": _own_school})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="day_off_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["school", "from_on"], condition=Q(removed_at=None), name="one_open_day_off_a_day"
            ),
        ]
        indexes = [models.Index(fields=["school", "from_on"])]

    def __str__(self) -> str:
        return self.name
