"""The little world in which every cell of permissions.csv is tried: one pupil with one of each thing, and everybody around.

`World()` builds it with *nothing granted*: the actors are there, their relations are not. `PREDICATES[name](world, actor_name, on)`
of predicates.py makes one predicate of the table true or false for one actor, each combination on a fresh copy (a savepoint).
"""

import datetime as dt

from spor.access.actor import Actor, nobody
from spor.access.models import Cover, Hold, SupportWindow, TeamRole
from spor.base.codes import new_code
from spor.curriculum.models import Goal
from spor.evidence.models import (
    Assessment,
    Feedback,
    GoalState,
    OwnGoal,
    Product,
    ProductVersion,
    Result,
    SelfAssessment,
    Trace,
)
from spor.forloeb.models import Author, Block, BlockVersion, Edition, Forloeb
from spor.insight.models import Figure, Rollout, Visit, Wish
from spor.integrations.models import CalendarAddress, ImportDelivery, ImportRun, MailAddress, ResultFile
from spor.people.models import Account, Group, Guardianship, Person, Post, School
from spor.plans.models import (
    Agreement,
    Answer,
    ClassFocus,
    FocusPoint,
    FocusText,
    Intervention,
    PlanSnapshot,
    Preparation,
    Sentence,
    Talk,
)
from spor.portfolio.models import Reflection, Selection
from spor.teaching.models import Assignment, DayOff, Idea, Lesson, Run, WeekShare, WeekWords
from spor.wellbeing.models import CheckIn, ClimateCell, ClimateWeek, TalkWish
from tests.cast import NOW, TODAY, build_cast

LONG_AGO = dt.date(2020, 8, 1)
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)


MADE = (
    "parent_custody",
    "parent_other_child",
    "parent_no_custody",
    "guardian_ended",
    "class_teacher",
    "subject_teacher",
    "paedagog",
    "substitute",
    "support_staff",
    "school_leader",
    "teacher_unrelated",
    "other_school_teacher",
    "municipal_admin",
    "municipal_analyst",
    "supplier_support",
    "lti_tool",
    "api_client",
)


class World:
    """The cast, one pupil (Viggo of 5.B, dansk) with one of each thing, and one stranger to him for each kind of actor."""

    def __init__(self) -> None:
        cast = build_cast()
        self.cast = cast
        self.school: School = cast.kastanje
        self.other_school: School = cast.aasen
        self.group: Group = cast.g5b
        self.pupil: Person = cast.viggo
        self.peer: Person = cast.classmate
        self.subject = cast.dansk
        self.author: Person = cast.mette
        self.people: dict[str, Person] = {"pupil_self": self.pupil, "pupil_peer": self.peer}
        for name in MADE:
            self.people[name] = self._person(name)
        self._posts()
        self._figures()
        self._families()
        self._work()
        self._evidence()
        self._plan()
        self._ways_out()
        self._wellbeing()
        self._focus()
        self._own_goal()
        self._results()
        self._held()

    def _figures(self) -> None:
        """A figure of the school over the limit, its plan of coming to use Spor, a wish, and a substitute's window."""
        self.figure = Figure.objects.create(
            school=self.school,
            measure="shared",
            school_year=2026,
            grades=1 << 5,
            to_on=TODAY,
            told_on=TODAY,
            count=5,
            rest=5,
            pupils=5,
            staff=3,
            rest_pupils=5,
            rest_staff=3,
        )
        self.rollout = Rollout.objects.create(school=self.school, starts_on=TODAY, set_by=self.author, set_at=NOW)
        self.visit = Visit.objects.create(
            school=self.school, on=YESTERDAY, about="Feedback", agreed_by=self.author, agreed_at=NOW, key=new_code()
        )
        self.said = Wish.objects.create(
            school=self.school, kind="wish", text="Et ønske", by=self.author, at=NOW, key=new_code()
        )
        self.support_window = SupportWindow.objects.create(
            person=self.people["supplier_support"], school=self.school, reason="Import", asked_at=NOW, key=new_code()
        )
        self.cover = Cover.objects.create(
            person=self.cast.ida,
            group=self.group,
            from_at=NOW,
            to_at=NOW + dt.timedelta(hours=1),
            opened_by=self.author,
        )

    def _person(self, name: str) -> Person:
        person = Person.objects.create(uniid=f"w-{name}", given_name=name)
        Account.objects.create(username=f"w-{name}", person=person)
        return person

    def actor(self, name: str, *, mfa: bool = True) -> Actor:
        """The actor as of now; anonymous is nobody."""
        if name == "anonymous":
            return nobody(NOW)
        return Actor(self.people[name].pk, NOW, mfa=mfa, substantial=True)

    def _posts(self) -> None:
        posts = {
            "class_teacher": (self.school, "teacher"),
            "subject_teacher": (self.school, "teacher"),
            "paedagog": (self.school, "pedagogue"),
            "substitute": (self.school, "substitute"),
            "support_staff": (self.school, "consultant"),
            "teacher_unrelated": (self.school, "teacher"),
            "other_school_teacher": (self.other_school, "teacher"),
            "municipal_admin": (None, "municipal_admin"),
            "municipal_analyst": (None, "municipal_analyst"),
            "supplier_support": (None, "support"),
        }
        for name, (school, role) in posts.items():
            Post.objects.create(person=self.people[name], school=school, role=role, from_on=LONG_AGO)
        other = Group.objects.create(
            school=self.school, register_id="w-6a", name="6.A", kind=Group.Kind.MAIN, grade=6, from_on=LONG_AGO
        )
        self.other_group = other
        TeamRole.objects.create(person=self.people["teacher_unrelated"], group=other, kind="lead", from_on=LONG_AGO)
        TeamRole.objects.create(
            person=self.people["other_school_teacher"], group=self.cast.aasen_5a, kind="lead", from_on=LONG_AGO
        )

    def _families(self) -> None:
        Guardianship.objects.create(
            guardian=self.people["parent_other_child"],
            pupil=self.peer,
            relation="mother",
            has_custody=True,
            from_on=LONG_AGO,
        )
        self.no_custody = Guardianship.objects.create(
            guardian=self.people["parent_no_custody"],
            pupil=self.pupil,
            relation="other",
            has_custody=False,
            from_on=LONG_AGO,
        )
        self.others_link = self.link = Guardianship.objects.get(guardian=self.cast.nina, pupil=self.pupil)
        Guardianship.objects.create(
            guardian=self.people["guardian_ended"],
            pupil=self.pupil,
            relation="father",
            has_custody=True,
            from_on=LONG_AGO,
            to_on=YESTERDAY,
        )

    def _work(self) -> None:
        self.forloeb = Forloeb.objects.create(
            school=self.school, subject=self.subject, made_by=self.author, made_at=NOW, key=new_code()
        )
        Author.objects.create(forloeb=self.forloeb, person=self.author, is_owner=True, from_at=NOW)
        block = Block.objects.create(forloeb=self.forloeb, kind="assignment", rank="m", key=new_code())
        version = BlockVersion.objects.create(block=block, n=1, by=self.author, at=NOW, title="Novelle", key=new_code())
        edition = Edition.objects.create(
            forloeb=self.forloeb, n=1, published_by=self.author, published_at=NOW, title="Gys", key=new_code()
        )
        self.run = Run.objects.create(
            edition=edition,
            group=self.group,
            subject=self.subject,
            starts_on=YESTERDAY,
            ends_on=TODAY + dt.timedelta(days=20),
            visible_from_on=YESTERDAY,
            started_by=self.author,
            started_at=NOW,
            key=new_code(),
        )
        self.assignment = Assignment.objects.create(run=self.run, version=version, visible_from_on=YESTERDAY)
        self.lesson = Lesson.objects.create(
            group=self.group,
            subject=self.subject,
            weekday=3,
            starts_at=dt.time(8),
            ends_at=dt.time(9),
            source="test",
            from_on=LONG_AGO,
        )
        monday = TODAY - dt.timedelta(days=TODAY.weekday())
        self.week_share = WeekShare.objects.create(group=self.group, monday_on=monday, by=self.author, at=NOW)
        self.week_words = WeekWords.objects.create(
            group=self.group,
            monday_on=monday,
            day=monday + dt.timedelta(days=4),
            is_added=True,
            what="Kagedag",
            by=self.author,
            at=NOW,
            key=new_code(),
        )
        self.idea = Idea.objects.create(
            group=self.group,
            subject=self.subject,
            title="Nordiske sagn",
            starts_on=monday + dt.timedelta(weeks=6),
            ends_on=monday + dt.timedelta(weeks=8),
            by=self.author,
            at=NOW,
            key=new_code(),
        )
        self.day_off = DayOff.objects.create(
            school=self.school,
            name="Skolens fridag",
            from_on=monday + dt.timedelta(weeks=2),
            to_on=monday + dt.timedelta(weeks=2, days=1),
            by=self.author,
            at=NOW,
            key=new_code(),
        )

    def _evidence(self) -> None:
        pupil = self.pupil
        self.product = Product.objects.create(assignment=self.assignment, made_by=pupil, made_at=NOW, key=new_code())
        self.version = ProductVersion.objects.create(product=self.product, n=1, by=pupil, at=NOW, text="Det var mørkt")
        self.trace = Trace.objects.create(
            pupil=pupil,
            kind="product",
            at=NOW,
            author=pupil,
            subject=self.subject,
            run=self.run,
            product=self.product,
        )
        self.self_assessment = SelfAssessment.objects.create(product=self.product, pupil=pupil, text="Godt", at=NOW)
        self.feedback = Feedback.objects.create(
            pupil=pupil, trace=self.trace, author=self.author, text="Fint", written_at=NOW, key=new_code()
        )
        goal = Goal.objects.filter(subject=self.subject).first()
        assert goal is not None
        self.goal_state = GoalState.objects.create(
            pupil=pupil, goal=goal, run=self.run, level=2, level_at=NOW, last_at=NOW
        )
        self.assessment = Assessment.objects.create(
            pupil=pupil, goal=goal, level=2, trace=self.trace, run=self.run, by=self.author, at=NOW, key=new_code()
        )

    def _plan(self) -> None:
        pupil = self.pupil
        self.sentence = Sentence.objects.create(pupil=pupil, subject=self.subject, text="Skriver længe", written_at=NOW)
        self.snapshot = PlanSnapshot.objects.create(
            pupil=pupil, at=NOW, by=self.author, class_name="5.B", school_name="K", pupil_name="V", key=new_code()
        )
        self.answer = Answer.objects.create(
            pupil=pupil, snapshot=self.snapshot, by=self.cast.nina, at=NOW, text="Tak", key=new_code()
        )
        self.selection = Selection.objects.create(pupil=pupil, trace=self.trace, at=NOW)
        self.reflection = Reflection.objects.create(pupil=pupil, trace=self.trace, text="Hm", at=NOW, key=new_code())

    def _ways_out(self) -> None:
        """The pupil's calendar address, and the parent's address for the daily message."""
        self.calendar_address = CalendarAddress.objects.create(person=self.pupil, fingerprint="0" * 64, made_at=NOW)
        self.mail_address = MailAddress.objects.create(
            person=self.people["parent_custody"], address="forælder@hjem.example", asked_at=NOW, confirmed_at=NOW
        )

    def _own_goal(self) -> None:
        goal = Goal.objects.create(
            version=self.goal_state.goal.version, kind=Goal.Kind.OWN, identity=new_code(), text="Jeg vil læse højt"
        )
        self.own_goal = OwnGoal.objects.create(pupil=self.pupil, goal=goal, at=NOW, key=new_code())

    def _wellbeing(self) -> None:
        """Said today and shown to nobody; a talk asked of somebody else; a closed week."""
        self.check_in = CheckIn.objects.create(
            pupil=self.pupil, group=self.group, on=TODAY, at=NOW, scale="older", answer="bad"
        )
        self.wish = TalkWish.objects.create(pupil=self.pupil, adult=self.author, at=NOW, key=new_code())
        self.climate = ClimateWeek.objects.create(group=self.group, scale="older", year=2026, week=47, published_at=NOW)
        for best, worst in (("great", "great"), ("good", "bad")):
            ClimateCell.objects.create(week=self.climate, best=best, worst=worst, count=5)

    def _held(self) -> None:
        """What is kept about the pupil is held."""
        self.hold = Hold.objects.create(
            person=self.pupil, reason="Klage", set_by=self.author, set_at=NOW, key=new_code()
        )

    def _results(self) -> None:
        """A result in dansk, and the file it came with."""
        self.result_file = ResultFile.objects.create(
            school=self.school, by=self.author, at=NOW, name="dansk.csv", head="Elev", key=new_code()
        )
        delivery = ImportDelivery.objects.create(at=NOW, origin="upload", name="uni.xml", fingerprint="0" * 64)
        self.import_run = ImportRun.objects.create(
            delivery=delivery,
            number=self.school.number,
            school=self.school,
            name=self.school.name,
            exported_at=NOW,
            counts="persons=1,0,0",
            seen="0" * 64,
        )
        self.result = Result.objects.create(
            kind="test", title="Læsning", value="over middel", on=TODAY, by=self.author, at=NOW, key=new_code()
        )
        self.result_trace = Trace.objects.create(
            pupil=self.pupil, kind="result", at=NOW, author=self.author, subject=self.subject, result=self.result
        )

    def _focus(self) -> None:
        """A focus point, an agreement that another guardian proposed, an intervention and a talk that they prepared."""
        made = {"pupil": self.pupil, "subject": self.subject, "made_by": self.author, "made_at": NOW}
        said = {"by": self.author, "at": NOW}
        self.focus_point = FocusPoint.objects.create(**made, key=new_code())
        self.focus_text = FocusText.objects.create(point=self.focus_point, part="what", text="Skrive længe", **said)
        self.class_focus = ClassFocus.objects.create(group=self.group, what="Lytte", key=new_code(), **said)
        self.agreement = Agreement.objects.create(
            pupil=self.pupil, text="Læse hver aften", by=self.cast.nina, side="home", at=NOW, key=new_code()
        )
        self.agreement.states.create(state="proposed", by=self.cast.nina, at=NOW)
        self.intervention = Intervention.objects.create(**made, text="Læsemakker", key=new_code())
        self.talk = Talk.objects.create(
            pupil=self.pupil, at=NOW + dt.timedelta(days=8), called_by=self.author, called_at=NOW, key=new_code()
        )
        self.preparation = Preparation.objects.create(
            talk=self.talk, by=self.cast.nina, side="home", at=NOW, text="Engelsk"
        )
