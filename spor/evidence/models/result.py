"""A result that another system holds: a national skills test, a standpunktskarakter. It comes by file and is one piece of evidence."""

from django.db import models

from spor.base.codes import CodeField
from spor.people.models import Person


class Result(models.Model):
    """What a test or a mark said on a day, in the words of the file. Shown through its trace; never ranked, never compared.

    batch  the code of the file it came with
    """

    class Kind(models.TextChoices):
        TEST = "test"
        MARK = "mark"

    code = CodeField()
    kind = models.CharField(max_length=4, choices=Kind.choices)
    title = models.CharField(max_length=200)
    value = models.CharField(max_length=100)
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    batch = models.CharField(max_length=12, db_index=True)
    key = models.CharField(max_length=64, unique=True, help_text="of what it says, so that the same twice is one")

    def __str__(self) -> str:
        return f"{self.title}: {self.value}"
