"""Dated rows that say who may reach whom beyond what the register knows, and the audit of what was done and seen.

Event and Look are audit only: never read to compute state. They name things by (kind, code) and persons by id without
database foreign keys, so that they can be partitioned and outlive erasure (decision 0010).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.curriculum.models import Subject
from spor.people.models import OPEN, Dated, Group, Person, School


class TeamRole(Dated):
    """Who leads a class, who teaches it what, who is in its team. The register does not know; leader or secretary sets it."""

    class Kind(models.TextChoices):
        LEAD = "lead", "Klasseleder"
        SUBJECT = "subject", "Faglærer"
        TEAM = "team", "Pædagog i teamet"

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_roles")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="team_roles")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    REACH = Reach("role", group="group", school="group__school")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group", "kind"], condition=OPEN & Q(subject=None), name="one_open_team_role"
            ),
            models.UniqueConstraint(
                fields=["person", "group", "kind", "subject"], condition=OPEN, name="one_open_subject_role"
            ),
            models.CheckConstraint(
                condition=Q(kind="subject", subject__isnull=False) | Q(subject=None) & ~Q(kind="subject"),
                name="subject_role_names_its_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group} · {self.get_kind_display()}"


class Cover(models.Model):
    """A day substitute's window in a class."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="covers")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="covers")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    may_write = models.BooleanField(default=False, help_text="the leader opened assignments for writing")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    REACH = Reach("cover", group="group", school="group__school")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gte=models.F("from_at")), name="cover_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class PartOff(Dated):
    """A part of Spor that a school has not taken into use; it ends the day the school does. Without a row a part is in use."""

    class Part(models.TextChoices):
        FORLOEB = "forloeb", "Forløb og opgaver"
        FEEDBACK = "feedback", "Feedback og mål"
        PLAN = "plan", "Elevplan og meddelelsesbog"
        PORTFOLIO = "portfolio", "Portfolio"
        WELLBEING = "wellbeing", "Trivsel"
        WEEK = "week", "Ugeplan og årsplan"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    REACH = Reach("settings_school", school="school")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "part"], condition=OPEN, name="one_open_part_off")]

    def __str__(self) -> str:
        return f"{self.school} {self.part}"


class Superuser(Dated):
    """Somebody at the school whom colleagues ask first, and who reads what they wish."""

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    REACH = Reach("rollout", school="school")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "person"], condition=OPEN, name="one_open_superuser")]

    def __str__(self) -> str:
        return str(self.person)


class Restriction(Dated):
    """Closes plan, export and protected identity for one guardian of one pupil at once. Never imported away."""

    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.guardian} ✕ {self.pupil}"


class Hold(models.Model):
    """Nothing about this person is erased until somebody releases it, or `until_on` comes. It beats every retention (decision 0068)."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=500)
    until_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("hold")  # nobody at the pupil's school is to know that there is one

    def __str__(self) -> str:
        return self.code


class HoldRelease(models.Model):
    """Somebody said that what was held may go its way again."""

    hold = models.OneToOneField(Hold, on_delete=models.CASCADE, related_name="release")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.hold)


class Purpose(models.Model):
    """A leader's logged reason to read about one pupil, chosen once a matter."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="purposes")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class SupportCase(Dated):
    """A pupil (or a whole class) assigned to a support person (PPR, AKT, vejleder) with a purpose and an end."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="support_cases")
    pupil = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=500)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pupil=None) ^ Q(group=None), name="case_is_a_pupil_or_a_class"),
            models.CheckConstraint(condition=Q(to_on__isnull=False), name="case_has_an_end"),
        ]

    def __str__(self) -> str:
        return self.purpose


class SupportWindow(models.Model):
    """The supplier's support asks to look at one school, and says why. Nothing is open until there is a grant."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "support_grant",
        school="school",
        states={
            "own_window": lambda actor: Q(person=actor.person_id),
            "open_window": lambda actor: Q(
                person=actor.person_id, grant__from_at__lte=actor.now, grant__to_at__gt=actor.now
            ),
        },
    )

    def __str__(self) -> str:
        return self.reason


class SupportGrant(models.Model):
    """The municipality's yes to a support window: at most eight hours (decision 0066)."""

    window = models.OneToOneField(SupportWindow, on_delete=models.CASCADE, related_name="grant")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gte=models.F("from_at")), name="grant_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return str(self.window)


class ClassTablet(models.Model):
    """A browser that an adult has opened for one class, until it closes: the class's pupils name themselves by picture there."""

    code = CodeField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gte=models.F("from_at")), name="tablet_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return self.code


class PictureMark(models.Model):
    """The animal and the colour by which a pupil is known in a class. A name, no password."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    animal = models.CharField(max_length=12)
    colour = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "pupil"], name="one_mark_a_pupil"),
            models.UniqueConstraint(fields=["group", "animal", "colour"], name="one_pupil_a_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.animal} {self.colour}"


class Draft(models.Model):
    """A long text someone is writing, kept until it is sent or 30 days old (decision 0013). Seen by its account only.

    (thing, field) say which page's field, e.g. ("feedback", "<code>", "text"); `base` is the text the writer began from.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    thing = models.CharField(max_length=40)
    thing_code = models.CharField(max_length=12)
    field = models.CharField(max_length=40)
    text = models.TextField()
    base = models.TextField(blank=True)
    key = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "thing", "thing_code", "field"], name="one_draft_a_field")
        ]
        indexes = [models.Index(fields=["saved_at"])]

    def __str__(self) -> str:
        return f"{self.thing} {self.field}"


class Event(models.Model):
    """What was done: one row a deed."""

    deed = models.CharField(max_length=40)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    thing = models.CharField(max_length=40)
    thing_code = models.CharField(max_length=12, blank=True)
    pupil_id = models.BigIntegerField(null=True, db_index=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.deed


class Change(models.Model):
    """One changed row of an import: before and after, as JSON text. That is the undo."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class Look(models.Model):
    """Who saw what is sensitive, and why; `words` are those that were searched for."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField()
    thing = models.CharField(max_length=40)
    purpose = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["actor_id", "at"], name="looks_of_a_person")]

    def __str__(self) -> str:
        return self.thing


# What a reader was to the pupil when it is worth a leader's eye: nothing, a leader with a reason, support in its window.
WITHOUT_RELATION = ("", "purpose", "support")


class LookPupil(models.Model):
    """`tie`: what the reader was to the pupil at that moment, in the words of relations.py; "" where they were nothing."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="pupils")
    pupil_id = models.BigIntegerField()
    tie = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["pupil_id", "look"], name="looks_at_a_pupil"),
            models.Index(fields=["look"], condition=Q(tie__in=WITHOUT_RELATION), name="looks_without_relation"),
        ]

    def __str__(self) -> str:
        return str(self.pupil_id)


class LookSeal(models.Model):
    """A stretch of looks, `from_id` (not itself) to `to_id`, sealed: their digest, chained to the one `before` (decision 0065)."""

    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField(unique=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    looks = models.IntegerField()
    pupils = models.IntegerField()
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, help_text="its looks are erased; it only holds the chain")

    def __str__(self) -> str:
        return self.digest


class LookAlarm(models.Model):
    """Somebody read so many persons in so short a time that nobody shows them more until `until_at`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    persons = models.IntegerField(help_text="how many different persons had been read")

    class Meta:
        indexes = [models.Index(fields=["person", "until_at"])]

    def __str__(self) -> str:
        return f"{self.person} {self.persons}"
