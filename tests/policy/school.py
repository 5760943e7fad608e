"""The world of world.py with everybody's relation to Viggo granted, and everything about him there, files too."""

import datetime as dt

from spor.access.models import Cover, Purpose, Superuser, SupportCase, SupportGrant, TeamRole
from spor.base import files
from spor.base.codes import new_code
from spor.base.models import StoredFile
from spor.evidence.models import (
    Feedback,
    HandIn,
    OwnGoal,
    Phrase,
    Placement,
    Product,
    ProductFile,
    ProductVersion,
    Release,
    Result,
    SelfAssessment,
    Trace,
    TraceGoal,
)
from spor.forloeb.models import Author, Block, BlockGoal, BlockVersion, EditionBlock, Sign
from spor.integrations.models import ResultFile
from spor.people.models import Guardianship, Post
from spor.plans.models import (
    Acknowledgement,
    Agreement,
    Answer,
    Confirmation,
    FocusRelease,
    FocusText,
    Intervention,
    PlanSnapshot,
    Preparation,
    Sentence,
    SnapshotLine,
)
from spor.portfolio.models import Reflection
from spor.teaching.models import Assignment
from spor.wellbeing.models import CheckInReader, TalkWish
from tests.cast import NOW
from tests.policy.world import LONG_AGO, TOMORROW, World
from tests.rooms.base import samples

# What nobody may read by accident: where it stands → the words. All of it is about, or by, one pupil.
CANARIES = {
    "product": "Trappen knirkede under mig",
    "self_assessment": "Midten blev en smule rodet",
    "feedback": "Din krog griber mig straks",
    "sentence": "Viggo bygger spænding op",
    "shared": "Viggo skriver længere fortællinger",
    "answer": "Derhjemme skriver han i sengen",
    "reflection": "Næste gang tegner jeg kælderen",
    "wish": "Der er noget i frikvarteret",
    "focus": "Bliver i scenen lidt længere",
    "preparation": "Vi undrer os over engelsk",
    "agreement": "Viggo læser i sengen hver aften",
    "intervention": "Viggo har en læsemakker to gange",
    "result": "Viggo ligger over middel",
    "pupil": "Viggo Brandt",
}
BODIES = {
    "front": "Vi skriver gys",
    "text": "Læs højt for hinanden",
    "resource": "Lyt til lyden",
    "assignment": "Skriv en side",
    "goals": "Det øver vi",
}


class LivingSchool(World):
    """Each of the actors has the relation they are named for, live today. Extra: `leader_with_purpose`, `secretary`, `stranger`."""

    def __init__(self) -> None:
        super().__init__()
        self.people |= {
            "leader_with_purpose": self.cast.susanne,
            "secretary": self.cast.lone,
            "stranger": self.cast.stranger,
            "other_guardian": self.cast.nina,
        }
        self._relations()
        self._written()
        self._handed_in()
        self._said()
        self._shared()
        self._told()
        self._agreed()
        self._helped()

    def _helped(self) -> None:
        """The class teacher helps her colleagues with Spor."""
        self.superuser = Superuser.objects.create(
            school=self.school, person=self.people["class_teacher"], set_by=self.author, from_on=LONG_AGO
        )
        hour = dt.timedelta(hours=1)
        SupportGrant.objects.create(window=self.support_window, by=self.author, from_at=NOW - hour, to_at=NOW + hour)
        self.lead = TeamRole.objects.get(person=self.people["class_teacher"], group=self.group, kind="lead")

    def _relations(self) -> None:
        roles = {"class_teacher": "lead", "subject_teacher": "subject", "paedagog": "team"}
        for name, kind in roles.items():
            subject = self.subject if kind == "subject" else None
            TeamRole.objects.create(
                person=self.people[name], group=self.group, kind=kind, subject=subject, from_on=LONG_AGO
            )
        Guardianship.objects.create(
            guardian=self.people["parent_custody"],
            pupil=self.pupil,
            relation="father",
            has_custody=True,
            from_on=LONG_AGO,
        )
        hours = dt.timedelta(hours=4)
        Cover.objects.create(
            person=self.people["substitute"],
            group=self.group,
            from_at=NOW - hours,
            to_at=NOW + hours,
            opened_by=self.author,
        )
        SupportCase.objects.create(
            person=self.people["support_staff"],
            pupil=self.pupil,
            purpose="x",
            set_by=self.author,
            from_on=LONG_AGO,
            to_on=TOMORROW,
        )
        SupportCase.objects.create(
            person=self.people["support_staff"],
            group=self.group,
            purpose="x",
            set_by=self.author,
            from_on=LONG_AGO,
            to_on=TOMORROW,
        )
        Post.objects.create(person=self.people["school_leader"], school=self.school, role="leader", from_on=LONG_AGO)
        Purpose.objects.create(
            person=self.people["leader_with_purpose"],
            pupil=self.pupil,
            reason="Samtale med hjemmet",
            from_at=NOW - hours,
            to_at=NOW + hours,
        )

    def _written(self) -> None:
        """The forløb of the class teacher and the subject teacher, with a block of each kind, all of them in the class's edition."""
        Author.objects.filter(forloeb=self.forloeb).update(person=self.people["class_teacher"])
        Author.objects.create(forloeb=self.forloeb, person=self.people["subject_teacher"], from_at=NOW)
        self.material = self._file(samples.wav(), "lyd.wav")
        self.blocks: dict[str, Block] = {"assignment": self.assignment.version.block}
        for rank, (kind, body) in enumerate(BODIES.items()):
            block = self.blocks.get(kind) or Block.objects.create(
                forloeb=self.forloeb, kind=kind, rank=f"a{rank}", key=new_code()
            )
            version = block.versions.first() or BlockVersion.objects.create(
                block=block, n=1, by=self.author, at=NOW, title=kind, key=new_code()
            )
            version.body, version.file = body, self.material if kind == "resource" else None
            version.save()
            block.head = version
            block.save()
            self.blocks[kind] = block
            EditionBlock.objects.create(edition=self.run.edition, rank=rank, version=version)
        self.forloeb.front = self.blocks["front"]
        self.forloeb.save()
        self.goal = self.goal_state.goal
        type(self.run).objects.filter(pk=self.run.pk).update(started_by=self.people["class_teacher"])
        version = BlockVersion.objects.create(
            block=self.blocks["assignment"], n=2, by=self.author, at=NOW, key=new_code()
        )
        EditionBlock.objects.create(edition=self.run.edition, rank=9, version=version)
        self.untouched = Assignment.objects.create(run=self.run, version=version, visible_from_on=LONG_AGO)
        asked = BlockGoal.objects.create(version=self.assignment.version, goal=self.goal, said="Jeg kan gyse")
        Sign.objects.create(block_goal=asked, level=2, text="Der er en krog")
        text = self.blocks["text"]
        self.side = BlockVersion.objects.create(
            block=text, n=2, parent=text.head, by=self.author, at=NOW, body="Noget andet", is_side=True, key=new_code()
        )

    def _handed_in(self) -> None:
        ProductVersion.objects.filter(pk=self.version.pk).update(text=CANARIES["product"])
        self.picture = ProductFile.objects.create(
            version=self.version, file=self._file(samples.jpeg(), "hus.jpg"), alt="Et hus"
        )
        self.hand_in = HandIn.objects.create(
            version=self.version, assignment=self.assignment, by=self.pupil, at=NOW, key=new_code()
        )
        TraceGoal.objects.create(trace=self.trace, goal=self.goal)
        kept = Product.objects.create(made_by=self.pupil, made_at=NOW, key=new_code())
        self.kept = Trace.objects.create(pupil=self.pupil, kind="product", at=NOW, author=self.pupil, product=kept)
        SelfAssessment.objects.filter(pk=self.self_assessment.pk).update(text=CANARIES["self_assessment"])

    def _said(self) -> None:
        Feedback.objects.filter(pk=self.feedback.pk).update(
            text=CANARIES["feedback"],
            author=self.people["class_teacher"],
            sound=self._file(samples.wav(), "feedback.wav"),
        )
        Release.objects.create(feedback=self.feedback, by=self.people["class_teacher"], at=NOW)
        Placement.objects.create(trace=self.trace, by=self.pupil, at=NOW)
        Reflection.objects.filter(pk=self.reflection.pk).update(
            text=CANARIES["reflection"], sound=self._file(samples.wav(), "tanke.wav")
        )
        OwnGoal.objects.filter(pk=self.own_goal.pk).update(sound=self._file(samples.wav(), "maal.wav"))
        self.phrase = Phrase.objects.create(owner=self.people["class_teacher"], text="Jeg hører huset.", at=NOW)

    def _shared(self) -> None:
        """A plan was shared yesterday and answered by the other guardian; a sentence stands confirmed for the next."""
        yesterday = NOW - dt.timedelta(days=1)
        paper = files.keep_made(samples.PDF, name="meddelelsesbog.pdf", now=NOW)
        PlanSnapshot.objects.filter(pk=self.snapshot.pk).update(
            at=yesterday, pdf=paper, since_on=LONG_AGO, pupil_name="Viggo Brandt"
        )
        SnapshotLine.objects.create(
            snapshot=self.snapshot, rank=0, kind="sentence", text=CANARIES["shared"], who="Mette", on=yesterday.date()
        )
        Answer.objects.filter(pk=self.answer.pk).update(text=CANARIES["answer"], by=self.people["other_guardian"])
        Acknowledgement.objects.create(snapshot=self.snapshot, person=self.people["other_guardian"], at=NOW)
        Sentence.objects.filter(pk=self.sentence.pk).update(text=CANARIES["sentence"], after=self.snapshot)
        Confirmation.objects.create(sentence=self.sentence, n=1, by=self.people["class_teacher"], at=NOW)

    def _told(self) -> None:
        """The class teacher sees how Viggo is, and is the one he wants to talk with."""
        CheckInReader.objects.create(check_in=self.check_in, person=self.people["class_teacher"])
        TalkWish.objects.filter(pk=self.wish.pk).update(adult=self.people["class_teacher"], text=CANARIES["wish"])

    def _agreed(self) -> None:
        """The focus point is shown, the agreement that the other guardian proposed is in progress, and they prepared the talk."""
        FocusRelease.objects.create(point=self.focus_point, by=self.people["class_teacher"], at=NOW)
        voice = self._file(samples.wav(), "ord.wav")
        FocusText.objects.filter(pk=self.focus_text.pk).update(text=CANARIES["focus"])
        FocusText.objects.create(
            point=self.focus_point, part="pupil", text="Det går godt.", sound=voice, by=self.pupil, at=NOW
        )
        Preparation.objects.filter(pk=self.preparation.pk).update(text=CANARIES["preparation"])
        self.agreement.states.create(state="begun", by=self.people["class_teacher"], at=NOW)
        Agreement.objects.filter(pk=self.agreement.pk).update(text=CANARIES["agreement"])
        Intervention.objects.filter(pk=self.intervention.pk).update(text=CANARIES["intervention"])
        Result.objects.filter(pk=self.result.pk).update(value=CANARIES["result"])
        ResultFile.objects.filter(pk=self.result_file.pk).update(by=self.people["class_teacher"])

    def _file(self, content: bytes, name: str) -> StoredFile:
        return files.store(samples.upload(content, name), now=NOW)
