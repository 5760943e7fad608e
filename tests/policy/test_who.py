"""«Hvem kan se dette?» says exactly whom the guard would let in, and every page about a pupil leads there."""

import pytest

from spor.access import audience, guard
from spor.access.actor import Actor
from spor.evidence.models import Trace
from spor.people.models import Person
from tests.cast import NOW
from tests.policy.cases import CASES
from tests.policy.doors import Doors
from tests.policy.school import LivingSchool

# Pages that say it themselves, word by word beside what is chosen: whom the pupil let in.
THEMSELVES = {"who_sees", "pupil_wellbeing", "check_in_readers", "talk_wishes"}


@pytest.mark.parametrize(
    "thing", ["plan_live", "portfolio", "product", "portfolio_item", "plan_published", "feedback_given"]
)
def test_whoever_is_named_may_and_whoever_may_is_named(school: LivingSchool, thing: str) -> None:
    rows = {"product": school.trace, "portfolio_item": school.trace, "plan_published": school.snapshot}
    row = rows.get(thing, school.feedback if thing == "feedback_given" else school.pupil)
    makers = list(Trace.objects.filter(product=school.product).values_list("pupil", flat=True))
    named = set(audience.readers(row, school.pupil.pk, NOW, thing=thing, also=makers))
    everybody = Person.objects.values_list("pk", flat=True)
    allowed = {pk for pk in everybody if guard.can(Actor(pk, NOW, mfa=True, substantial=True), "read", row, name=thing)}
    assert named == allowed
    assert len(named) >= 7 and school.people["class_teacher"].pk in named


def test_it_takes_two_queries_whoever_there_is(school: LivingSchool, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        audience.readers(school.trace, school.pupil.pk, NOW, thing="product")


def test_every_page_about_a_pupil_leads_there(doors: Doors) -> None:
    lacking, found = [], set()
    for case in CASES:
        if not case.is_about_pupil or case.sends is not None or case.name in THEMSELVES:
            continue
        for name in sorted(case.to):
            answer = doors.ask(name, case)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                found.add(case.name)
                if f"/elever/{doors.school.pupil.code}/hvem/".encode() not in answer.body:
                    lacking.append(f"{case}, {name}")
    assert not lacking
    assert found >= {"pupil_plan", "plan_snapshot", "product", "pupil_portfolio", "reflection", "feedback"}
