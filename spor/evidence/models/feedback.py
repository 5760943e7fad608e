"""Words to a pupil about a trace. Draft until released; the release is a row with who and when (decision 0008)."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q

from spor.access.actor import Actor
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.base.presence import there_is
from spor.curriculum.models import Goal, GoalWording
from spor.evidence.models.product import HandIn
from spor.evidence.models.trace import Trace
from spor.people.models import Person


def _given(actor: Actor) -> Q:
    return Q(there_is(Release.objects.filter(feedback=OuterRef("pk"), retraction=None)))


def _by_me(actor: Actor) -> Q:
    return Q(author=actor.person_id)


def _teaches_group(actor: Actor) -> Q:
    known = actor.relations
    return Q(trace__run__group__in=known.groups_of("lead") | known.groups_of("subject") | known.groups_of("team"))


def _parents_see(actor: Actor) -> Q:
    return Q() if settings.PARENTS_SEE_FEEDBACK else Q(pk__in=[])


class Feedback(models.Model):
    """Feedback to one pupil on one trace, and on the hand-in it answers. Words, a recorded voice, or both."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    trace = models.ForeignKey(Trace, on_delete=models.PROTECT, related_name="feedback")
    hand_in = models.ForeignKey(HandIn, null=True, on_delete=models.PROTECT, related_name="feedback")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    sound = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach(
        "feedback_given",
        pupil="pupil",
        subject="trace__subject",
        states={"given": _given, "author": _by_me, "co_teacher": _teaches_group, "parents_see": _parents_see},
    )

    class Meta:
        indexes = [models.Index(fields=["pupil", "-written_at"])]

    def __str__(self) -> str:
        return self.text[:60]


class FeedbackLevel(models.Model):
    """A level set beside feedback: a draft until the release makes it an Assessment."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="levels")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(GoalWording, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "goal"], name="one_feedback_level"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="feedback_level_range"),
        ]

    def __str__(self) -> str:
        return str(self.level)


class Release(models.Model):
    """Feedback given: from now on the pupil reads it, unless its giver takes it back at once (Retraction)."""

    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="release")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.feedback_id)


class Retraction(models.Model):
    """Feedback taken back by its giver in the minute after it was given. Its words go on as a new draft."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="retraction")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.release_id)


class Claim(models.Model):
    """A teacher is at this hand-in now: the shared queue offers it to nobody else until the claim runs out."""

    hand_in = models.OneToOneField(HandIn, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.hand_in_id)


class Phrase(models.Model):
    """One of a teacher's own standing sentences («Dine faste sætninger»)."""

    code = CodeField()
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="one_phrase")]

    def __str__(self) -> str:
        return self.text
