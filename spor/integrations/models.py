"""What the ways out need to remember: tokens that were used, a person's calendar address, and the mail that waits to go.

No link, token or calendar address is held in clear: whoever reads the database can use none of them.
"""

from django.db import models
from django.db.models import Q

from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.people.models import Person


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
