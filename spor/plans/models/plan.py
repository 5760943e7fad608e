"""The pupil's plan. The live plan is read, never stored; what is stored here is sentences, dated snapshots and what each said of them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from spor.access.actor import Actor
from spor.access.models import Purpose
from spor.access.reach import Reach
from spor.base.codes import CodeField
from spor.base.models import StoredFile
from spor.base.presence import there_is
from spor.curriculum.models import Goal, Subject
from spor.evidence.models import Trace
from spor.people.models import Enrolment, Person, live


def _common_section(actor: Actor) -> Q:
    return Q(subject=None)


def _reason_logged(actor: Actor) -> Q:
    said = Purpose.objects.filter(
        person=actor.person_id, pupil=OuterRef("pupil"), from_at__lte=actor.now, to_at__gt=actor.now
    )
    return Q(Exists(said))


class Sentence(models.Model):
    """What one section of the plan says of a child: a draft until a person confirms it, seen by pupil and home only in a shared snapshot.

    A proposal has no row before somebody confirms, changes or drops it (decision 0030); then `key` is that of the section in its period,
    so that two who do so at once meet in one row. `after` is the snapshot that the period began with, null before the first;
    `subject` null is the common section.
    """

    code = CodeField()
    key = models.CharField(max_length=60, unique=True)
    after = models.ForeignKey("PlanSnapshot", null=True, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sentences")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    proposed = models.TextField(
        blank=True, help_text="what Spor proposed from the evidence, blank for one's own; text stands"
    )
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    n = models.PositiveIntegerField(default=1, help_text="raised by each change: compare-and-swap")
    dropped_at = models.DateTimeField(null=True)

    REACH = Reach(
        "plan_draft",
        pupil="pupil",
        subject="subject",
        states={"common_section": _common_section},
    )

    class Meta:
        indexes = [models.Index(fields=["pupil", "after"])]

    def __str__(self) -> str:
        return self.text[:60]


class SentenceTrace(models.Model):
    """The spor behind a sentence."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="traces")
    trace = models.ForeignKey(Trace, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sentence", "trace"], name="one_sentence_trace")]

    def __str__(self) -> str:
        return f"{self.sentence_id} · {self.trace_id}"


class Confirmation(models.Model):
    """A person stands by this text of the sentence. A later change of the text (another n) needs a new one."""

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="confirmations")
    n = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sentence", "n"], name="one_confirmation")]

    def __str__(self) -> str:
        return str(self.sentence_id)


class PlanSnapshot(models.Model):
    """A dated copy of the plan, frozen when it was shared: the meddelelsesbog (folkeskoleloven § 13 b). `label` is the law's word then."""

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="snapshots")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40, default="Meddelelsesbog")
    since_on = models.DateField(null=True, help_text="what has moved since is told from this day")
    class_name = models.CharField(max_length=100)
    school_name = models.CharField(max_length=200)
    pupil_name = models.CharField(max_length=400)
    grade = models.SmallIntegerField(null=True)
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("plan_published", pupil="pupil", states={"reason_logged": _reason_logged})

    class Meta:
        indexes = [models.Index(fields=["pupil", "-at"])]

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"


class SnapshotLine(models.Model):
    """One line of a snapshot, in order: a confirmed sentence, a goal with its levels, a product or given feedback, as it stood."""

    class Kind(models.TextChoices):
        SENTENCE = "sentence"
        WORKING_ON = "working_on"
        PROGRESS = "progress"
        FEEDBACK = "feedback"
        PRODUCT = "product"
        FOCUS = "focus"
        FOCUS_PART = "focus_part"
        AGREEMENT = "agreement"
        MEASURE = "measure"
        TALK = "talk"
        RESULT = "result"

    snapshot = models.ForeignKey(PlanSnapshot, on_delete=models.CASCADE, related_name="lines")
    rank = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(
        max_length=20, blank=True, help_text="of a focus point about no subject: a word of plans.law"
    )
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    trace = models.ForeignKey(Trace, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    who = models.CharField(max_length=400, blank=True)
    level = models.SmallIntegerField(null=True)
    previous = models.SmallIntegerField(null=True)
    spor = models.PositiveIntegerField(default=0, help_text="how many spor stood behind it")
    on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "rank"], name="one_line_a_rank")]

    def __str__(self) -> str:
        return self.text[:60]


def _takes_part(actor: Actor) -> Q:
    """The writer, and those let in; of what follows an answer, those who take part in that (decision 0006)."""
    let_in = AnswerReader.objects.filter(answer=Coalesce(OuterRef("after"), OuterRef("pk")), person=actor.person_id)
    return Q(by=actor.person_id) | Q(after__by=actor.person_id) | Q(there_is(let_in))


def _of_led_school(actor: Actor) -> Q:
    here = Enrolment.objects.filter(
        live(actor.today), person=OuterRef("pupil"), school__in=actor.relations.schools_of("leader")
    )
    return Q(Exists(here))


class Answer(models.Model):
    """What a guardian or the pupil answers to a snapshot, and what the team answers that (`after`).

    Goes to the team, and to others only where the writer ticked them; what comes after it goes to the same.
    """

    code = CodeField()
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(PlanSnapshot, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    after = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    key = models.CharField(max_length=40, unique=True)

    REACH = Reach("dialogue", pupil="pupil", states={"participant": _takes_part, "led_school": _of_led_school})

    def __str__(self) -> str:
        return self.text[:60]


class AnswerReader(models.Model):
    """Somebody outside the team who reads an answer and what follows it.

    At home whom its writer ticked, at school whom the class's leader let in.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "person"], name="one_answer_reader")]

    def __str__(self) -> str:
        return str(self.person)


class Acknowledgement(models.Model):
    """«Jeg har læst den»: each for themselves; not a signature that one agrees."""

    snapshot = models.ForeignKey(PlanSnapshot, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "person"], name="one_acknowledgement")]

    def __str__(self) -> str:
        return str(self.person)
