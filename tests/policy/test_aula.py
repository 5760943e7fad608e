"""The channel that Aula is: every actor of the table asks with a token of their own about the pupil, with every predicate flipped.

Who gets an assignment there is whoever gets its page by family: the pupil and the home. Nobody gets anything by their work, since Aula's
sign-in proves less to us than a page asks of staff.
"""

from pathlib import Path

import pytest
from django.db import transaction

from spor.teaching.models import Assignment
from tests.cast import TODAY
from tests.policy.cases import EVERYBODY
from tests.policy.doors import Doors, canaries
from tests.policy.predicates import PREDICATES
from tests.policy.school import LivingSchool
from tests.policy.world import YESTERDAY
from tests.rooms.integrations.aula_tokens import Signer, linked

FAMILY = {"pupil_self", "parent_custody", "other_guardian"}
OWN = FAMILY | {"pupil_peer", "parent_other_child"}  # they have something of their own there
CALLS = ("opgaveliste", "ugebrev")


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture
def ask(school: LivingSchool, quiet: None, client, settings, tmp_path: Path, signer: Signer):
    """`ask(name, call, **query)`: the answer to the token of that actor; what it did is undone."""
    linked(settings, tmp_path, signer)
    Assignment.objects.filter(pk=school.assignment.pk).update(due_on=TODAY)

    def asking(name: str, call: str, **query: str):
        point = transaction.savepoint()
        uniid = school.people[name].uniid if name in school.people else ""
        headers = {"Authorization": f"Bearer {signer.token(uniid)}"} if uniid else {}
        answer = client.get(f"/aula/{call}", {"currentWeekNumber": "2026-W48", **query}, headers=headers)
        answer.body = answer.content
        transaction.savepoint_rollback(point)
        return answer

    return asking


@pytest.mark.parametrize("call", CALLS)
def test_everybody_asks_about_the_pupil_and_the_home_is_told(ask, school, call):
    for name in sorted(EVERYBODY):
        about, unknown = (ask(name, call, childFilter=who) for who in (school.pupil.uniid, "findes-ikke"))
        if name in FAMILY:
            assert about.status_code == 200 and "Novelle" in about.content.decode(), name
            continue
        assert about.status_code == (401 if name == "anonymous" else 403), name
        assert (about.content, canaries(about)) == (unknown.content, []), name
        whole = ask(name, call)
        assert whole.status_code == (200 if name in OWN else 401 if name == "anonymous" else 403), name
        assert not canaries(whole) and school.pupil.uniid.encode() not in whole.content, name


@pytest.mark.parametrize("call", CALLS)
def test_when_a_predicate_no_longer_holds_nothing_is_told(ask, school, call):
    """Begun, custody, membership of the class: each made false alone."""
    for name, flipped in (("parent_custody", "visible_from<=now"), ("pupil_self", "visible_from<=now")):
        point = transaction.savepoint()
        PREDICATES[flipped](school, name, False)
        assert "Novelle" not in ask(name, call).content.decode()
        transaction.savepoint_rollback(point)
    point = transaction.savepoint()
    school.people["parent_custody"].guardianships.update(has_custody=False)
    assert ask("parent_custody", call).status_code == 403
    transaction.savepoint_rollback(point)
    for name in ("parent_custody", "pupil_self"):
        point = transaction.savepoint()
        school.pupil.memberships.update(to_on=YESTERDAY)
        assert "Novelle" not in ask(name, call).content.decode(), name
        transaction.savepoint_rollback(point)


def test_a_deep_link_opens_nothing_to_whoever_may_not(doors: Doors, ask):
    """It leads to the page, and the page asks the guard."""
    link = ask("parent_custody", "opgaveliste").json()["opgaver"][0]["url"].removeprefix("http://testserver")
    for name in sorted(EVERYBODY - {"anonymous"}):
        path = doors.get(name, link).headers["Location"]
        about = doors.get(name, path)
        assert about.status_code in (200, 403, 404)
    assert doors.get("stranger", path).status_code == 404
