"""Every address as it is asked for, and who gets it. Whoever is not named is refused, each as decision 0016 says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from spor.base.codes import new_code
from tests.policy.school import LivingSchool
from tests.rooms.base import samples

TEACHERS = frozenset({"class_teacher", "subject_teacher", "paedagog"})
STAFF = TEACHERS | {"support_staff", "school_leader", "leader_with_purpose", "teacher_unrelated", "secretary"}
LEADERS = frozenset({"school_leader", "leader_with_purpose"})
HOME = frozenset({"parent_custody", "other_guardian"})
AROUND = TEACHERS | HOME | {"pupil_self", "support_staff", "leader_with_purpose"}
PUPILS = frozenset({"pupil_self", "pupil_peer"})
CLASS = PUPILS | HOME | TEACHERS | LEADERS | {"parent_other_child", "substitute", "support_staff"}
AUTHORS = frozenset({"class_teacher", "subject_teacher"})
SIGNED_IN = (
    STAFF
    | CLASS
    | {
        "parent_no_custody",
        "guardian_ended",
        "other_school_teacher",
        "municipal_admin",
        "municipal_analyst",
        "stranger",
    }
)
EVERYBODY = SIGNED_IN | {"anonymous"}
TEACH_SOMEBODY = TEACHERS | {"teacher_unrelated", "other_school_teacher"}
DONE = frozenset({200, 204, 302})

Codes = Callable[[LivingSchool], Iterable[str]]
Sent = Callable[[LivingSchool], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """One address and method.

    to       who gets it; `ok` the status they get
    codes    what stands in the address; `query` after it
    sends    the form, for a POST; None for a GET
    is_about_pupil  so that a leader is asked why; `asks`: who else is, before taking a copy along
    spared   who gets something of their own at the same address
    is_plain  refused with 404 to colleagues too: there is nothing of anybody's at the address
    """

    name: str
    to: frozenset[str]
    codes: Codes = lambda school: ()
    sends: Sent | None = None
    ok: frozenset[int] = DONE
    is_about_pupil: bool = False
    asks: frozenset[str] = frozenset()
    is_plain: bool = False
    spared: frozenset[str] = frozenset()
    query: str = ""

    def address(self, school: LivingSchool) -> str:
        return reverse(self.name, args=list(self.codes(school))) + self.query

    @property
    def method(self) -> str:
        return "GET" if self.sends is None else "POST"

    def __str__(self) -> str:
        return f"{self.method} {self.name}{self.query}"


def _pupil(*more: Callable[[LivingSchool], str]) -> Codes:
    return lambda school: (school.pupil.code, *(each(school) for each in more))


def _block(kind: str, *more: Callable[[LivingSchool], str]) -> Codes:
    return lambda school: (school.forloeb.code, school.blocks[kind].code, *(each(school) for each in more))


def _week(*more: Callable[[LivingSchool], str]) -> Codes:
    return lambda school: (school.group.code, "2026", "48", *(each(school) for each in more))


def _anchor(school: LivingSchool) -> str:
    """Wednesday's dansk, which the timetable has."""
    return f"fag-{school.subject.code}-2026-11-25"


def _nothing(school: LivingSchool) -> dict[str, Any]:
    return {}


def _of(**sent: Any) -> Sent:
    """The form with these fields. A callable is given the school."""
    return lambda school: {name: each(school) if callable(each) else each for name, each in sent.items()}


def _photo(school: LivingSchool) -> Any:
    return samples.upload(samples.jpeg())


def _key(school: LivingSchool) -> str:
    return new_code()


def _forloeb(school: LivingSchool) -> tuple[str]:
    return (school.forloeb.code,)


def _assignment(school: LivingSchool) -> tuple[str]:
    return (school.assignment.code,)


def _untouched(school: LivingSchool) -> tuple[str]:
    return (school.untouched.code,)


def _trace(school: LivingSchool) -> str:
    return school.trace.code


def _hand_in(school: LivingSchool) -> tuple[str]:
    return (school.hand_in.code,)


def _row(school: LivingSchool) -> tuple[str, str]:
    return school.run.code, school.pupil.code


def _line(school: LivingSchool) -> str:
    return school.sentence.code


def _snapshot(school: LivingSchool) -> str:
    return school.snapshot.code


def _answer(school: LivingSchool) -> str:
    return school.answer.code


def _base(school: LivingSchool) -> str:
    return school.blocks["text"].head.base


def _recipients(school: LivingSchool) -> list[str]:
    return [school.people[name].code for name in ("parent_custody", "other_guardian", "pupil_self")]


DOORS = [
    Case("sign_in", EVERYBODY),
    Case("sign_in", EVERYBODY, sends=_nothing),
    Case("sign_out", EVERYBODY, sends=_nothing),
    Case("health", EVERYBODY),
    Case("gallery", EVERYBODY),
    Case("home", EVERYBODY),
    Case("plans", SIGNED_IN),
    Case("portfolios", SIGNED_IN),
    Case("group", CLASS | STAFF, lambda school: (school.group.code,)),
    Case(
        "purpose",
        LEADERS | {"class_teacher"},
        _pupil(),
        _of(reason="Samtale med hjemmet", next="/"),
    ),
    Case("draft", SIGNED_IN, lambda school: ("feedback", school.hand_in.code, "text"), _of(text="Kladde")),
    Case("device_key", SIGNED_IN),
    Case("form_token", SIGNED_IN),
]
EVIDENCE = [
    Case("hand_in", PUPILS, _assignment),
    Case("hand_in", PUPILS, _assignment, _of(text="Endnu en", key=_key)),
    Case("hand_in_files", PUPILS, _assignment, _of(uploads=_photo)),
    Case(
        "hand_in_file_removal",
        PUPILS,
        lambda school: (school.assignment.code, school.picture.code),
        _nothing,
    ),
    Case("product", AROUND | {"substitute"}, lambda school: (_trace(school),), is_about_pupil=True),
    Case(
        "product_file",
        AROUND | {"substitute"},
        lambda school: (_trace(school), school.picture.code),
        is_about_pupil=True,
    ),
    Case(
        "product_file",
        AROUND | {"substitute"},
        lambda school: (_trace(school), school.picture.code),
        is_about_pupil=True,
        query="?str=480",
    ),
    Case(
        "self_assessment",
        frozenset({"pupil_self"}),
        lambda school: (_trace(school),),
        _of(self_text="Det gik godt"),
        ok=frozenset({409}),  # said already
        is_about_pupil=True,
    ),
    Case(
        "product_take_away",
        HOME | {"pupil_self", "leader_with_purpose"},
        lambda school: (_trace(school),),
        is_about_pupil=True,
    ),
    Case(
        "product_removal",
        frozenset({"pupil_self"}),
        lambda school: (school.kept.code,),
        _nothing,
        is_about_pupil=True,
    ),
    Case(
        "product_return", frozenset({"pupil_self"}), lambda school: (school.kept.code,), _nothing, is_about_pupil=True
    ),
    Case("capture", PUPILS | TEACH_SOMEBODY, is_plain=True),
    Case("capture", PUPILS, sends=_of(text="Se", key=_key), is_plain=True, spared=TEACH_SOMEBODY),
    Case("queue", SIGNED_IN),
    Case("phrases", SIGNED_IN),
    Case("phrases", SIGNED_IN, sends=_of(text="God krog.")),
    Case("phrase_removal", SIGNED_IN, lambda school: (school.phrase.code,), _nothing),
    Case("feedback_begin", SIGNED_IN, _assignment),
    Case("feedback", TEACHERS, _hand_in, is_about_pupil=True),
    Case("feedback", TEACHERS, _hand_in, _of(text="Flot", key=_key), is_about_pupil=True),
    Case("feedback_place", TEACHERS, _hand_in, _nothing, is_about_pupil=True),
    Case("feedback_skip", TEACHERS, _hand_in, _nothing, is_about_pupil=True),
    Case("feedback_return", TEACHERS, _hand_in, _of(text="Skriv lidt mere"), is_about_pupil=True),
    Case(
        "feedback_undo",
        frozenset({"class_teacher"}),
        lambda school: (school.feedback.code,),
        _nothing,
        is_about_pupil=True,
    ),
    Case("run_goals", TEACHERS, lambda school: (school.run.code,)),
    Case("run_goals_pupil", TEACHERS, _row),
    Case("run_goals_pupil", TEACHERS, _row, _of(key=_key)),
    Case("run_goals_cell", TEACHERS, lambda school: (*_row(school), school.goal.code), _of(level=3, key=_key)),
    Case("assessment_undo", TEACHERS, lambda school: (school.assessment.code,), _nothing, is_about_pupil=True),
    Case("feedback_sound", AROUND, lambda school: (school.feedback.code,), is_about_pupil=True),
]
PORTFOLIO = [
    Case("pupil_portfolio", AROUND, _pupil(), is_about_pupil=True),
    Case(
        "selections",
        frozenset({"pupil_self"}),
        _pupil(),
        _of(spor=_trace),
        is_about_pupil=True,
    ),
    Case("selection_removal", frozenset({"pupil_self"}), _pupil(_trace), _nothing, is_about_pupil=True),
    Case("placement", TEACHERS | {"pupil_self"}, _pupil(_trace), _nothing, is_about_pupil=True),
    Case("placement_removal", frozenset({"pupil_self"}), _pupil(_trace), _nothing, is_about_pupil=True),
    Case("reflection", AROUND, _pupil(_trace), is_about_pupil=True),
    Case(
        "reflection", frozenset({"pupil_self"}), _pupil(_trace), _of(text="Mere mørke", key=_key), is_about_pupil=True
    ),
    Case("reflection_sound", AROUND, _pupil(_trace, lambda school: school.reflection.code), is_about_pupil=True),
]
PLANS = [
    Case("pupil_plan", AROUND, _pupil(), is_about_pupil=True),
    Case("plan_next", AROUND, _pupil(), is_about_pupil=True),
    Case(
        "plan_own",
        AUTHORS,
        _pupil(),
        _of(text="Læser meget", subject=lambda school: school.subject.code, key=_key),
        is_about_pupil=True,
    ),
    Case("plan_sentence", AUTHORS, _pupil(_line), _of(text="Læser meget", n=1), is_about_pupil=True),
    Case("plan_confirmation", AUTHORS, _pupil(_line), _of(text="Læser meget", n=1), is_about_pupil=True),
    Case("plan_removal", AUTHORS, _pupil(_line), _nothing, is_about_pupil=True),
    Case("plan_return", AUTHORS, _pupil(_line), _nothing, is_about_pupil=True),
    Case("plan_evidence", AROUND - HOME - {"pupil_self"}, _pupil(_line), is_about_pupil=True),
    Case(
        "plan_share",
        frozenset({"class_teacher"}),
        _pupil(),
        _of(to=_recipients, key=_key),
        is_about_pupil=True,
    ),
    Case("plan_snapshot", AROUND, _pupil(_snapshot), is_about_pupil=True),
    Case(
        "plan_pdf",
        HOME | {"pupil_self", "leader_with_purpose"},
        _pupil(_snapshot),
        is_about_pupil=True,
        asks=frozenset({"class_teacher"}),
    ),
    Case(
        "plan_replies",
        TEACHERS | {"support_staff", "other_guardian"},  # whose answer it is
        _pupil(_answer),
        _of(text="Det glæder mig", key=_key),
        is_about_pupil=True,
    ),
    Case("plan_readers", frozenset({"class_teacher"}), _pupil(_answer), is_about_pupil=True),
    Case(
        "plan_readers",
        frozenset({"class_teacher"}),
        _pupil(_answer),
        _of(person=lambda school: school.people["school_leader"].code),
        is_about_pupil=True,
    ),
    Case(
        "plan_answers",
        HOME | {"pupil_self"},
        _pupil(_snapshot),
        _of(text="Tak for planen", key=_key),
        is_about_pupil=True,
    ),
    Case("plan_acknowledgement", HOME | {"pupil_self"}, _pupil(_snapshot), _nothing, is_about_pupil=True),
]
FORLOEB = [
    Case("forloeb_list", STAFF | {"other_school_teacher"}),
    Case("forloeb_start", STAFF | {"other_school_teacher"}),
    Case(
        "forloeb_start",
        STAFF,
        sends=_of(title="Nyt", key=_key, school=lambda school: school.school.code),
        spared=frozenset({"other_school_teacher"}),
    ),
    Case("forloeb", AUTHORS, _forloeb),
    Case("forloeb_frame", AUTHORS, _forloeb, _of(from_week="47", to_week="50")),
    Case("forloeb_preview", AUTHORS, _forloeb),
    Case("forloeb_file", AUTHORS, lambda school: (school.forloeb.code, school.material.code)),
    Case("forloeb_editions", AUTHORS, _forloeb, _of(key=_key)),
    Case("forloeb_authors", frozenset({"class_teacher"}), _forloeb),
    Case(
        "forloeb_authors",
        frozenset({"class_teacher"}),
        _forloeb,
        _of(person=lambda school: school.people["paedagog"].code),
    ),
    Case(
        "forloeb_author_removal",
        AUTHORS,  # the owner, and whoever leaves
        lambda school: (school.forloeb.code, school.people["subject_teacher"].code),
        _nothing,
    ),
    Case("forloeb_blocks", AUTHORS, _forloeb, _of(kind="text", key=_key)),
    Case("forloeb_block", AUTHORS, _block("text")),
    Case("forloeb_block", AUTHORS, _block("text"), _of(title="Ny", body="Ord", base=_base)),
    Case("forloeb_block_place", AUTHORS, _block("text"), _of(to="up")),
    Case("forloeb_block_removal", AUTHORS, _block("text"), _nothing),
    Case("forloeb_block_return", AUTHORS, _block("text"), _nothing),
    Case("forloeb_block_file", AUTHORS, _block("resource"), _of(file=_photo)),
    Case("forloeb_block_file_removal", AUTHORS, _block("resource"), _nothing),
    Case("forloeb_goals", AUTHORS, _block("goals")),
    Case("forloeb_goals", AUTHORS, _block("goals"), _of(goal=lambda school: school.goal.code)),
    Case("forloeb_goal_removal", AUTHORS, _block("assignment", lambda school: school.goal.code), _nothing),
    Case("forloeb_history", AUTHORS, _block("text")),
    Case("forloeb_version", AUTHORS, _block("text", lambda school: school.blocks["text"].head.code), _nothing),
    Case("forloeb_conflict", AUTHORS, _block("text", lambda school: school.side.code)),
    Case("forloeb_conflict", AUTHORS, _block("text", lambda school: school.side.code), _of(choice="side")),
]
TEACHING = [
    Case("start_run", AUTHORS, _forloeb),
    Case(
        "start_run",
        AUTHORS,
        _forloeb,
        _of(from_week="2026-48", to_week="2026-50", group=lambda school: school.group.code, key=_key),
    ),
    Case("run", CLASS, lambda school: (school.run.code,)),
    Case("run_file", CLASS, lambda school: (school.run.code, school.material.code)),
    Case("assignment", CLASS, _assignment),
    Case("due", TEACHERS, _assignment, _of(due_on="2026-12-04")),
    Case("assignment_removal", frozenset({"class_teacher"}), _untouched, _nothing),
    Case("assignment_return", frozenset({"class_teacher"}), _untouched, _nothing),
]
SELF = frozenset({"pupil_self"})
ASKED_FOR = frozenset({"class_teacher"})
WELLBEING = [
    Case("pupil_wellbeing", SELF, _pupil(), is_about_pupil=True),
    Case("pupil_wellbeing", SELF, _pupil(), _of(answer="good"), is_about_pupil=True),
    Case(
        "check_in_readers",
        SELF,
        _pupil(),
        _of(adult=lambda school: school.people["paedagog"].code, sees="on"),
        is_about_pupil=True,
    ),
    Case("talk_wishes", SELF, _pupil(), _of(adult=lambda school: school.people["paedagog"].code), is_about_pupil=True),
    Case("talk_wish_removal", SELF, _pupil(lambda school: school.wish.code), _nothing, is_about_pupil=True),
    Case("wellbeing_shared", SIGNED_IN),
    Case("talk_held", ASKED_FOR, lambda school: (school.wish.code,), _nothing, is_about_pupil=True),
    Case("talk_reopened", ASKED_FOR, lambda school: (school.wish.code,), _nothing, is_about_pupil=True),
    Case(
        "group_climate",
        LEADERS | {"class_teacher", "paedagog", "support_staff"},
        lambda school: (school.group.code,),
    ),
]
WEEKS = [
    Case("week", SIGNED_IN),
    Case("week_of", SIGNED_IN, lambda school: ("2026", "48")),
    Case("week_share_all", SIGNED_IN, lambda school: ("2026", "48"), _nothing),
    Case("group_week", CLASS | STAFF, _week()),
    Case("week_lines", TEACHERS, _week(), _of(day="2026-11-25", what="Kagedag", key=_key)),
    Case("week_line", TEACHERS, _week(_anchor), _of(what="Vi går i skoven", bring="sko", key=_key)),
    Case("week_line_removal", TEACHERS, _week(_anchor), _nothing),
    Case("week_line_return", TEACHERS, _week(lambda school: school.week_words.code), _nothing),
    Case("week_share", TEACHERS, _week(), _nothing),
    Case("week_closing", TEACHERS, _week(), _nothing),
]
CASES = [*DOORS, *EVIDENCE, *PORTFOLIO, *PLANS, *FORLOEB, *TEACHING, *WEEKS, *WELLBEING]
# In the demo only, or asked with another proof than a session; tests of their own.
ELSEWHERE = {"demo", "demo_sign_in", "aula_tasks", "aula_letters", "aula_redirect"}
