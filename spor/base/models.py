"""Stored files and what kind of installation this is. Everything else that has a table lives higher up."""

from django.db import models

from spor.base.codes import CodeField


class Installation(models.Model):
    """The database's own word on what it is. One row at most."""

    class Kind(models.TextChoices):
        DEMO = "demo"
        REAL = "real"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_installation")]

    def __str__(self) -> str:
        return self.kind


class StoredFile(models.Model):
    """A file under the data folder, named by the SHA-256 of its content, so that the same bytes lie there once.

    Pictures are re-encoded clean before they are stored (no EXIF, no place, upright); the uploaded bytes are not kept.
    `kind` is what the content *is*, found by looking at it, never what the sender called it.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture"
        SOUND = "sound"
        FILM = "film"
        PDF = "pdf"
        DOCUMENT = "document"

    code = CodeField()
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
