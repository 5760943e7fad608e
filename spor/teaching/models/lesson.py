"""The timetable."""

from django.db import models

from spor.access.reach import Reach
from spor.curriculum.models import Subject
from spor.people.models import Dated, Group, Person


class Lesson(Dated):
    """A weekly lesson of the timetable. Comes from a file; without any, everything works from groups and runs."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="lessons")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    teacher = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    weekday = models.SmallIntegerField(help_text="1 Monday … 7 Sunday")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    room = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40)

    REACH = Reach("timetable", group="group", school="group__school", subject="subject")

    class Meta:
        indexes = [models.Index(fields=["group", "weekday"])]

    def __str__(self) -> str:
        return f"{self.group} {self.weekday} {self.starts_at}"
