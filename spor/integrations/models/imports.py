"""Imports: what was delivered, one run an institution, and what was decided of each. The state of a run follows from its rows."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person, School

KEPT = dt.timedelta(days=14)  # how long names wait for a yes, and a run can be undone


class ImportDelivery(models.Model):
    """What came at once: a file, or one night's fetch. The same content twice is one delivery."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("Fil fra siden")
        FETCH = "fetch", _("Hentet om natten")
        COMMAND = "command", _("Kommandolinjen")

    code = CodeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    origin = models.CharField(max_length=7, choices=Origin.choices)
    name = models.CharField(max_length=200, help_text="what the file was called")
    fingerprint = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the content")

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """What a delivery says of one institution, and what reading it in would do.

    school       null until the run that makes the school is carried out
    rows         the file's rows as they are compared, without what Spor does not hold; gone when decided, or after 14 days
    counts       what waits, «persons=3,2,1» a line (added, changed, ended)
    seen         fingerprint of what waits: an approval is of exactly this
    held, touched   persons of the institution before, and how many of them the file changes
    year_before  first year of the school year the school stands in, where the file begins another: then the school is locked
    trouble      why it was refused
    """

    code = CodeField()
    delivery = models.ForeignKey(ImportDelivery, on_delete=models.PROTECT, related_name="runs")
    number = models.CharField(max_length=10, db_index=True)
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    exported_at = models.DateTimeField()
    school_year = models.SmallIntegerField(null=True)
    rows = models.BinaryField(default=b"")
    counts = models.TextField(blank=True)
    warnings = models.TextField(blank=True, help_text="one a line")
    seen = models.CharField(max_length=64, blank=True)
    held = models.PositiveIntegerField(default=0)
    touched = models.PositiveIntegerField(default=0)
    year_before = models.SmallIntegerField(null=True)
    trouble = models.CharField(max_length=500, blank=True)

    REACH = Reach("import_run", school="school")

    def __str__(self) -> str:
        return f"{self.name} {self.exported_at:%Y-%m-%d}"

    @property
    def is_mass(self) -> bool:
        """More than half of the institution's persons would change: it stops, and asks."""
        return self.held > 0 and self.touched * 2 > self.held

    @property
    def is_rollover(self) -> bool:
        """The file begins another school year: the school is locked until the rollover is carried out."""
        return self.year_before is not None


class ImportClosing(models.Model):
    """What a file ended at once, without waiting for anybody: custody, posts, places, and protection set. `event_id`: its changes."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="closings")
    at = models.DateTimeField()
    event_id = models.BigIntegerField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.count)


class ImportApproval(models.Model):
    """Somebody, the command line (`by` null) or the night itself (`is_own`) said yes to what was seen."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seen = models.CharField(max_length=64)
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "seen"], name="one_approval_of_what_was_seen")]

    def __str__(self) -> str:
        return self.seen[:8]


class ImportMerge(models.Model):
    """The run was carried out. `event_id`: its changes, null where there were none; what the school's file and year were before."""

    run = models.OneToOneField(ImportRun, on_delete=models.PROTECT, related_name="merge")
    at = models.DateTimeField()
    event_id = models.BigIntegerField(null=True)
    register_before_at = models.DateTimeField(null=True)
    year_before = models.SmallIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.run_id)


class ImportUndo(models.Model):
    """The run was undone. `left` changes stayed: something has happened to them since."""

    run = models.OneToOneField(ImportRun, on_delete=models.PROTECT, related_name="undo")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    left = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.run_id)


class ImportDismissal(models.Model):
    """Somebody said no to what waited."""

    run = models.OneToOneField(ImportRun, on_delete=models.PROTECT, related_name="dismissal")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.run_id)


class SelfApproval(models.Model):
    """From then, until then, the night's changes approve themselves where nothing stands in the way. The municipality chose so."""

    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.from_at)
