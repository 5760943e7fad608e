"""A product, its versions, and the deeds of handing in and returning."""

from django.db import models

from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.people.models import Person, School
from spor.teaching.models import Assignment


class Product(models.Model):
    """Something a pupil, or several together, made. Who made it: its traces, one a pupil.

    It has no right of its own: rights go by Trace.
    """

    code = CodeField()
    title = models.CharField(max_length=200, blank=True)
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="products")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_at_school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.title


class ProductVersion(models.Model):
    """One state of a product. Immutable once a HandIn names it; before that the head is written on as it is typed."""

    code = CodeField()
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    n = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "n"], name="one_product_version_a_number")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.n}"


class ProductFile(models.Model):
    """A picture, a recording or another file in a version of a product."""

    code = CodeField()
    version = models.ForeignKey(ProductVersion, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.file)


class HandIn(models.Model):
    """A version handed in to an assignment, once for all its makers. The same key twice is one hand-in."""

    code = CodeField()
    version = models.OneToOneField(ProductVersion, on_delete=models.PROTECT, related_name="hand_in")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="hand_ins")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    class Meta:
        indexes = [models.Index(fields=["assignment", "at"])]

    def __str__(self) -> str:
        return self.code


class Return(models.Model):
    """A hand-in given back to be worked on. The next version is a new hand-in; every version stays."""

    hand_in = models.OneToOneField(HandIn, on_delete=models.PROTECT, related_name="returned")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.hand_in_id)


class Removal(models.Model):
    """A product its maker has taken away before anybody got it. It can be had back for a day; then it is erased with all it holds."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    placed_at = models.DateTimeField(
        null=True, help_text="when its maker had placed it in the portfolio, so that it can be again"
    )

    def __str__(self) -> str:
        return str(self.product_id)
