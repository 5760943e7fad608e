"""What the ways in and out need to remember: files of results, used tokens, a calendar address, and the mail that waits to go.

No link, token or calendar address is held in clear: whoever reads the database can use none of them.
"""

from django.db import models
from django.db.models import Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person, School


class UsedToken(models.Model):
    """A token from Aula that has been used. Kept until it would have expired anyway, so that nobody uses it again."""

    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of its issuer and id")
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.fingerprint[:8]


class CalendarAddress(models.Model):
    """The secret address of a person's calendar. One at a time: a new one ends the old at once."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in the address")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    REACH = Reach("calendar_address", pupil="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_calendar_address")
        ]

    def __str__(self) -> str:
        return self.code


class CalendarEntry(models.Model):
    """How often something in the calendars has been changed since a calendar first read it (RFC 5545, SEQUENCE).

    `uid` names the thing for all calendars alike; `said` is a fingerprint of what was last said of it.
    """

    uid = models.CharField(max_length=80, unique=True)
    said = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.uid


class MailAddress(models.Model):
    """An e-mail address that a person typed to get the daily message. Used only once confirmed by the link sent to it."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    REACH = Reach("mail_address", pupil="person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_mail_address")]

    def __str__(self) -> str:
        return self.code


class Mail(models.Model):
    """The outbox. A digest has the day it is for: one a person and day. A confirmation has none.

    address   null when the person has stopped: nothing goes any more
    taken_at  a sender has begun on it; it is handed to nobody else
    gone_at   the mail server said yes, or may have: never sent again
    tries     how often the server was down or said not now; then it waits until `due_at`
    """

    class Kind(models.TextChoices):
        DIGEST = "digest"
        CONFIRMATION = "confirm"

    address = models.ForeignKey(MailAddress, null=True, on_delete=models.SET_NULL, related_name="mails")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    day = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day"),
            models.CheckConstraint(
                condition=Q(kind="digest", day__isnull=False) | Q(kind="confirm", day=None), name="digest_has_a_day"
            ),
        ]
        indexes = [models.Index(fields=["gone_at", "due_at"])]

    def __str__(self) -> str:
        return self.kind


def _author(actor: Actor) -> Q:
    return Q(by=actor.person_id)


class ResultFile(models.Model):
    """A file of results that somebody of a school brought: its lines wait until they are read in, and are then gone."""

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    head = models.TextField(help_text="the columns' names, one a line")
    columns = models.TextField(blank=True, help_text="what each column is, «role=number» one a line, and fixed values")
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("result_file", school="school", states={"author": _author})

    def __str__(self) -> str:
        return self.name


class ResultLine(models.Model):
    """A line of the file: its cells, divided by U+001F."""

    file = models.ForeignKey(ResultFile, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.TextField()

    def __str__(self) -> str:
        return str(self.number)


class ResultReading(models.Model):
    """The file was read in: so many results came."""

    file = models.OneToOneField(ResultFile, on_delete=models.CASCADE, related_name="reading")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.count)


class ResultUndo(models.Model):
    """The reading was undone. `left` results stay: somebody has written to them."""

    reading = models.OneToOneField(ResultReading, on_delete=models.CASCADE, related_name="undo")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    left = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.reading_id)


class ResultMapping(models.Model):
    """How a school reads files with these columns, remembered from the last time."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the columns' names")
    columns = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "fingerprint"], name="one_result_mapping")]

    def __str__(self) -> str:
        return self.fingerprint[:8]
