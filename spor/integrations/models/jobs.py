"""Work that takes longer than a request (decision 0026)."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """Slices of work about one thing. Each slice commits its work and the lease together.

    fence         grows each time somebody takes the job up: whoever holds a lower one stops
    leased_until_at  somebody works on it until then; later it is taken up again
    """

    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=12, help_text="code of what the work is about")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    leased_until_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], condition=Q(ended_at=None), name="one_open_job")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"
