"""Frameworks of goals, versioned: Fælles Mål today, fagplaner next, and a school's own.

A goal keeps its `identity` across versions of a framework, so that evidence of years ago still means the same goal.
Ground models (decision 0001): written by `frameworks.py`, called from the command that loads a framework.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spor.base.codes import CodeField
from spor.base.models import StoredFile


class Subject(models.Model):
    """A school subject. `key` is its lasting short name (dan, mat …), the same in every framework."""

    class Kind(models.TextChoices):
        KINDERGARTEN = "kindergarten", _("Børnehaveklassen")
        SUBJECT = "subject", _("Fag")
        TOPIC = "topic", _("Obligatorisk emne")
        LANGUAGE = "language", _("Dansk som andetsprog og modersmål")
        ELECTIVE = "elective", _("Valgfag")
        TENTH = "tenth", _("Fag i 10. klasse")
        CLASS_TIME = "class_time", _("Klassens tid")

    code = CodeField()
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, choices=Kind.choices, default=Kind.SUBJECT)
    hue = models.CharField(max_length=3, default="kla", help_text="one of the sixteen hues of tokens.css")
    icon = models.CharField(max_length=40, default="book-open")

    def __str__(self) -> str:
        return self.name


class Framework(models.Model):
    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Fælles Mål")
        LOCAL = "local", _("Skolens egne mål")
        PERSONAL = "personal", _("Egne mål")

    code = CodeField()
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)

    def __str__(self) -> str:
        return self.name


class FrameworkVersion(models.Model):
    """One text of a framework, in force in [from_on, to_on)."""

    code = CodeField()
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "label"], name="one_version_a_label"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="version_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Binding(models.Model):
    """A kind that binds by law from a date until the next date of its version; what has no row at that date is guidance.

    (2014 all, 2018 no longer skill and knowledge goals, 2025 competence goals only.) Kinds are those of Goal, and `purpose` and
    `canon`, which are no goals.
    """

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="bindings")
    from_on = models.DateField()
    kind = models.CharField(max_length=10, help_text="a kind of Goal, or purpose or canon")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "from_on", "kind"], name="one_binding")]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class Goal(models.Model):
    """A node of a framework. Goals belong to the end of a trinforløb (`from_grade`–`to_grade`), not to a year; `phase` gives order.

    Kinds, and where they hang:

    area        kompetenceområde; its competence goal is its child
    competence  kompetencemål (binding in law)
    strand      færdigheds- og vidensområde
    skill       færdighedsmål
    knowledge   vidensmål
    attention   opmærksomhedspunkt
    own         a goal that a school or a pupil wrote
    """

    class Kind(models.TextChoices):
        AREA = "area", _("Kompetenceområde")
        COMPETENCE = "competence", _("Kompetencemål")
        STRAND = "strand", _("Færdigheds- og vidensområde")
        SKILL = "skill", _("Færdighedsmål")
        KNOWLEDGE = "knowledge", _("Vidensmål")
        ATTENTION = "attention", _("Opmærksomhedspunkt")
        OWN = "own", _("Eget mål")

    code = CodeField()
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="goals")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    identity = models.CharField(max_length=60, help_text="the same in every version of the framework")
    from_grade = models.SmallIntegerField(null=True)
    to_grade = models.SmallIntegerField(null=True)
    phase = models.SmallIntegerField(null=True)
    rank = models.IntegerField(default=0)
    text = models.TextField()
    search_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "identity"], name="one_goal_an_identity"),
            models.CheckConstraint(condition=Q(to_grade__gte=F("from_grade")), name="grades_in_order"),
        ]
        indexes = [models.Index(fields=["subject", "kind", "to_grade"])]

    def __str__(self) -> str:
        return self.text


class GoalWording(models.Model):
    """A goal said in pupil language: «Jeg kan …», with an icon and perhaps a sound. Copies of a forløb refer to the same wording."""

    code = CodeField()
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="wordings")
    text = models.CharField(max_length=300)
    icon = models.CharField(max_length=40, blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    # The person who wrote it, null when nobody's. Not a foreign key, for people and curriculum may not know each other.
    owner_id = models.BigIntegerField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.text


class GoalLink(models.Model):
    """Ties a local goal to an official one: coverage walks it."""

    local = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    official = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["local", "official"], name="one_goal_link"),
            models.CheckConstraint(condition=~Q(local=F("official")), name="goal_links_two_goals"),
        ]

    def __str__(self) -> str:
        return f"{self.local_id} → {self.official_id}"


class Crosswalk(models.Model):
    """How a goal of one version became goals of the next."""

    class Kind(models.TextChoices):
        SAME = "same", _("Uændret")
        CHANGED = "changed", _("Ændret")
        SPLIT = "split", _("Delt")
        MERGED = "merged", _("Lagt sammen")

    old = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_crosswalk"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="crosswalk_joins_two_goals"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
