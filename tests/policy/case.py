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


def _point(school: LivingSchool) -> str:
    return school.focus_point.code


def _talk(school: LivingSchool) -> str:
    return school.talk.code


def _intervention(school: LivingSchool) -> str:
    return school.intervention.code


def _group(school: LivingSchool) -> tuple[str]:
    return (school.group.code,)


def _base(school: LivingSchool) -> str:
    return school.blocks["text"].head.base


def _recipients(school: LivingSchool) -> list[str]:
    return [school.people[name].code for name in ("parent_custody", "other_guardian", "pupil_self")]
