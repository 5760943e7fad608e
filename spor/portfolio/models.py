"""What the pupil chooses from the trail and says of it. The timeline itself is evidence, read from above."""

from django.db import models

from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.evidence.models import Trace
from spor.people.models import Person


class Selection(models.Model):
    """A trace the pupil chose (a period: it can be let go and chosen again)."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="selections")
    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="selections")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    REACH = Reach("selection", pupil="pupil", subject="trace__subject")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trace", "pupil"], condition=models.Q(until=None), name="one_open_selection"
            )
        ]

    def __str__(self) -> str:
        return str(self.trace_id)


class Reflection(models.Model):
    """What the pupil thinks of a chosen trace: words, a voice, or both. Each is kept; the newest stands."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="reflections")
    text = models.TextField(blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("reflection", pupil="pupil", subject="trace__subject")

    def __str__(self) -> str:
        return self.text[:60]
