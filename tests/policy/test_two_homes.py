"""Two guardians in two homes: each reads, answers and acknowledges alone, and loses it the moment the right ends (decision 0006)."""

import re

import pytest

from spor.access.models import Restriction
from spor.people.models import Guardianship
from spor.plans.models import Acknowledgement, Answer, AnswerReader
from tests.policy.cases import CASES, Case
from tests.policy.doors import Doors
from tests.policy.harvest import FIRST, harvest
from tests.policy.school import CANARIES
from tests.policy.world import LONG_AGO, YESTERDAY

ME, OTHER = "parent_custody", "other_guardian"
# Where one at home ticks who else may read an answer, the others at home stand by name, and nowhere else.
CHOOSING = re.compile(r"<form[^>]*/svar/.*?</form>", re.S)


def _case(name: str, method: str = "GET") -> Case:
    return next(case for case in CASES if (case.name, case.method) == (name, method))


def _pages(doors: Doors, name: str) -> dict[str, str]:
    """Every page this person finds from the front page and the pages about the pupil: address → text."""
    first = ["/", *(case.address(doors.school) for case in CASES if case.name in FIRST and case.sends is None)]
    answers = {address: doors.get(name, address) for address in sorted(harvest(doors, name, first).gets)}
    return {
        address: answer.body.decode()
        for address, answer in answers.items()
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    }


def test_nobody_at_home_sees_a_trace_of_the_other_home(doors: Doors) -> None:
    name = doors.school.people[OTHER].first_name
    pages = _pages(doors, ME)
    assert {_case("pupil_plan").address(doors.school), _case("plan_snapshot").address(doors.school)} <= set(pages)
    for address, page in pages.items():
        assert CANARIES["answer"] not in page, address
        assert name not in CHOOSING.sub("", page), address
    theirs = _pages(doors, OTHER)
    assert any(CANARIES["answer"] in page for page in theirs.values())


def test_an_answer_is_read_by_the_one_whom_its_writer_ticked(doors: Doors) -> None:
    AnswerReader.objects.create(answer=doors.school.answer, person=doors.school.people[ME])
    assert CANARIES["answer"].encode() in doors.ask(ME, _case("pupil_plan")).body


def test_answering_and_acknowledging_is_each_ones_own(doors: Doors) -> None:
    school = doors.school
    for name in ("plan_answers", "plan_acknowledgement"):
        case = _case(name, "POST")
        doors.client(ME).post(case.address(school), case.sends(school))
    assert set(Answer.objects.values_list("by", flat=True)) == {school.people[ME].pk, school.people[OTHER].pk}
    assert Acknowledgement.objects.count() == 2
    assert b"Tak for planen" not in doors.ask(OTHER, _case("pupil_plan")).body


PLANS = [case for case in CASES if case.name.startswith(("plan_", "pupil_plan")) and ME in case.to]


@pytest.mark.parametrize("ends", ["custody", "age", "restriction"])
def test_the_right_ends_while_the_page_is_open(doors: Doors, ends: str) -> None:
    school = doors.school
    assert all(not doors.trouble(ME, case) for case in PLANS) and len(PLANS) > 4
    if ends == "custody":
        Guardianship.objects.filter(guardian=school.people[ME]).update(to_on=YESTERDAY)
    elif ends == "age":
        type(school.pupil).objects.filter(pk=school.pupil.pk).update(born_on=YESTERDAY.replace(year=2008))
    else:
        Restriction.objects.create(
            guardian=school.people[ME], pupil=school.pupil, set_by=school.author, reason="x", from_on=LONG_AGO
        )
    for case in PLANS:
        assert not doors.not_refused(doors.ask(ME, case), 404), case
    if ends != "age":
        assert not doors.trouble(OTHER, PLANS[0])
