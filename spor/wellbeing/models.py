"""How a pupil is, said by the pupil to whom the pupil chose, and for two weeks; and the class's climate, which names nobody.

Apart from everything else about a pupil, because who may read it and when it ends differ (decision 0019).
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.presence import there_is
from spor.people.models import Group, Person

KEPT_DAYS = 14


class Scale(models.TextChoices):
    """One scale an age; what is said on one is never put together with what is said on the other."""

    YOUNG = "young", "0.–3. klasse"
    OLDER = "older", "4.–10. klasse"


class Said(models.TextChoices):
    """What may be said, from the best to the worst, and that one would rather not. The words for it are the scale's own (scales.py)."""

    GREAT = "great", "1"
    GOOD = "good", "2"
    MIDDLING = "middling", "3"
    BAD = "bad", "4"
    UNTOLD = "untold", "–"


def _chosen(actor: Actor) -> Q:
    """The pupil ticked this adult, and said something."""
    mine = CheckInReader.objects.filter(check_in=OuterRef("pk"), person=actor.person_id)
    return Q(there_is(mine)) & ~Q(answer=Said.UNTOLD)


def oldest_day(today: dt.date) -> dt.date:
    """The first day whose check-ins still stand on `today`."""
    return today - dt.timedelta(days=KEPT_DAYS - 1)


class CheckIn(models.Model):
    """What a pupil said of a day: one a day, the last word only. Seen by the pupil and the readers the pupil chose, else by nobody.

    `group` is the class of that day, for the climate. Fourteen days old it is shown to nobody, and the night erases it.
    """

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(db_index=True)
    at = models.DateTimeField()
    scale = models.CharField(max_length=5, choices=Scale.choices)
    answer = models.CharField(max_length=8, choices=Said.choices)

    REACH = Reach(
        "wellbeing_answers",
        pupil="pupil",
        group="group",
        states={
            "checkin_reader": _chosen,
            "checkin_open": lambda actor: Q(on=actor.today),
            "unexpired": lambda actor: Q(on__gte=oldest_day(actor.today)),
        },
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pupil", "on"], name="one_check_in_a_day")]

    def __str__(self) -> str:
        return f"{self.on}"  # no word of what was said, in no log


class CheckInReader(models.Model):
    """An adult whom the pupil lets see a check-in. No row, no reader."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_in", "person"], name="one_reader_a_check_in")]

    def __str__(self) -> str:
        return str(self.check_in_id)


class TalkWish(models.Model):
    """«Jeg vil gerne tale med …»: a pupil asks for one adult, who closes it when they have talked. `text` is what about, if anything."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    adult = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "talk_wish",
        pupil="pupil",
        states={"asked_for": lambda actor: Q(adult=actor.person_id), "enrolled": lambda actor: Q()},
    )

    def __str__(self) -> str:
        return self.code


class TalkHeld(models.Model):
    """«Vi har talt sammen.»"""

    wish = models.OneToOneField(TalkWish, on_delete=models.CASCADE, related_name="held")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.wish_id)


def _wide_enough(actor: Actor) -> Q:
    """Every cell of the week has the least number of pupils behind it; a week that was never shown has no cell."""
    cells = ClimateCell.objects.filter(week=OuterRef("pk"))
    return Q(Exists(cells)) & ~Q(Exists(cells.filter(count__lt=settings.SMALL_CELL)))


class ClimateWeek(models.Model):
    """A class's closed week on one scale, published once. Without cells: too few said anything for it to be shown."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    scale = models.CharField(max_length=5, choices=Scale.choices)
    year = models.SmallIntegerField(help_text="of the ISO week")
    week = models.SmallIntegerField()
    published_at = models.DateTimeField()

    REACH = Reach("wellbeing_class_aggregate", group="group", school="group__school", states={"n_ge_5": _wide_enough})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "scale", "year", "week"], name="one_climate_a_week")]

    def __str__(self) -> str:
        return f"{self.year}-{self.week}"


class ClimateCell(models.Model):
    """How many pupils said something from `best` to `worst`: neighbours are put together until no cell is small (figures.py)."""

    week = models.ForeignKey(ClimateWeek, on_delete=models.CASCADE, related_name="cells")
    best = models.CharField(max_length=8, choices=Said.choices)
    worst = models.CharField(max_length=8, choices=Said.choices)
    count = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "best"], name="one_cell_a_range")]

    def __str__(self) -> str:
        return str(self.count)
