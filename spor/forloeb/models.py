"""Courses of teaching, written in blocks. Every text is a row: nothing typed is overwritten (decision 0012, 0013).

A Block is a place in a forløb; its texts are BlockVersions, of which one is the head. An Edition is immutable: rows of
(rank, block version). Copying a forløb keeps `origin` on forløb and block, and refers to the same goals and wordings.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.curriculum.models import Goal, GoalWording, Subject
from spor.people.models import Person, School


def _writes(actor: Actor, **more: bool) -> Q:
    """Authorship needs a live post, at whatever school: a teacher who moves keeps it, one who leaves the municipality does not."""
    if not actor.is_staff:
        return Q(pk__in=[])
    return Q(Exists(Author.objects.filter(forloeb=OuterRef("pk"), person=actor.person_id, to_at=None, **more)))


def _is_author(actor: Actor) -> Q:
    return _writes(actor, is_owner=True)


def _is_coauthor(actor: Actor) -> Q:
    return _writes(actor)


class Forloeb(models.Model):
    """A course of teaching being written. Its title, aim, subject and span stand in its front block, so that they have history too."""

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="forloeb")
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.ForeignKey("Edition", null=True, on_delete=models.PROTECT, related_name="copies")
    grade = models.SmallIntegerField(null=True, blank=True)
    from_week = models.SmallIntegerField(null=True, blank=True)
    to_week = models.SmallIntegerField(null=True, blank=True)
    week_year = models.SmallIntegerField(null=True, blank=True, help_text="ISO year of from_week")
    front = models.OneToOneField("Block", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=40, unique=True, help_text="one form, one forløb: doubled input makes one")

    REACH = Reach("forloeb_draft", school="school", states={"author": _is_author, "coauthor": _is_coauthor})

    def __str__(self) -> str:
        return self.code


class Author(models.Model):
    """Who writes a forløb. One owner, who may share it; co-authors write along."""

    forloeb = models.ForeignKey(Forloeb, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_owner = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forloeb", "person"], condition=Q(to_at=None), name="one_open_author")
        ]

    def __str__(self) -> str:
        return f"{self.forloeb_id} · {self.person}"


class Block(models.Model):
    class Kind(models.TextChoices):
        FRONT = "front", "Forside"
        TEXT = "text", "Tekst"
        GOALS = "goals", "Mål"
        ACTIVITY = "activity", "Aktivitet"
        RESOURCE = "resource", "Materiale"
        ASSIGNMENT = "assignment", "Opgave"

    code = CodeField()
    forloeb = models.ForeignKey(Forloeb, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    origin = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")
    head = models.OneToOneField("BlockVersion", null=True, on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(max_length=60, help_text="sorts as a plain string; see ranks.between")
    removed_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=40, unique=True)

    class Meta:
        indexes = [models.Index(fields=["forloeb", "rank"])]

    def __str__(self) -> str:
        return self.code


class BlockVersion(models.Model):
    """One state of a block's text. The head is the current one; a version that lost a race stays as a side version.

    `key` belongs to the state of the text, not to the attempt to save it: the same save twice is one version. While one author
    writes on, the head's text and key follow along (`saved_at`); once an edition uses the version, or another has begun from it, it
    never changes again.
    """

    code = CodeField()
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="versions")
    n = models.PositiveIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, help_text="the last save while its author wrote on; null is `at`")
    is_side = models.BooleanField(default=False, help_text="lost a race: kept beside the head")
    settles = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="settled_by",
        help_text="the side version that this one took in or set aside",
    )
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True, help_text="as typed; shown as a link only when it is one")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_week = models.SmallIntegerField(
        null=True, blank=True, help_text="assignments: week it is handed in, as planned"
    )
    by_group = models.BooleanField(default=False, help_text="assignments: pupils may hand in together")
    wants_levels = models.BooleanField(default=True, help_text="assignments: levels per goal are wanted")
    key = models.CharField(max_length=40)
    stamp = models.CharField(max_length=40, blank=True, help_text="which page's which save this is; see base.stamps")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "n"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["block", "key"], name="one_version_a_key"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def base(self) -> str:
        """What a page sends back with a text begun from this state: the version, and the state it then had."""
        return f"{self.code}.{self.key[:16]}"


class BlockGoal(models.Model):
    """A goal that a version of a goals or assignment block points at, said in pupil language.

    While it is being written the words, and what a child who does not read sees and hears instead, stand here; publishing turns them
    into a GoalWording, to which evidence can refer.
    """

    version = models.ForeignKey(BlockVersion, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(GoalWording, null=True, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=300, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    rank = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "goal"], name="one_block_goal")]

    def __str__(self) -> str:
        return self.words or str(self.goal)

    @property
    def words(self) -> str:
        """«Jeg kan …», or nothing when nobody has said it yet."""
        return self.said or (self.wording.text if self.wording else "")

    @property
    def picture(self) -> str:
        """The icon a teacher chose for it, or nothing."""
        return self.icon or (self.wording.icon if self.wording else "")

    @property
    def voice(self) -> StoredFile | None:
        """The words spoken by a person, or nothing."""
        return self.sound or (self.wording.sound if self.wording else None)

    @property
    def voice_id(self) -> int | None:
        return self.sound_id or (self.wording.sound_id if self.wording else None)


class Sign(models.Model):
    """A sign of learning: what to look for at a level (1–4) of one of the block's goals, in pupil language."""

    block_goal = models.ForeignKey(BlockGoal, on_delete=models.CASCADE, related_name="signs")
    level = models.SmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block_goal", "level"], name="one_sign_a_level"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="sign_level"),
        ]

    def __str__(self) -> str:
        return self.text


class Edition(models.Model):
    """A published state of a forløb, immutable from publishing."""

    code = CodeField()
    forloeb = models.ForeignKey(Forloeb, on_delete=models.PROTECT, related_name="editions")
    n = models.PositiveIntegerField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    title = models.CharField(max_length=200)
    key = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forloeb", "n"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.title}, {self.n}. udgave"


class EditionBlock(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="blocks")
    rank = models.PositiveIntegerField()
    version = models.ForeignKey(BlockVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "rank"], name="one_block_a_rank"),
            models.UniqueConstraint(fields=["edition", "version"], name="one_version_in_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.rank}"
