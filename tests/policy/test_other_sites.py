"""What another site, another account and another device get: nothing is done, nothing typed comes back, no draft is another's."""

import json

import pytest

from spor.access.models import Draft, Event
from tests.policy.cases import CASES
from tests.policy.doors import Doors, PlainClient, canaries
from tests.policy.school import LivingSchool
from tests.sessions import sign_in_as

ELSEWHERE = {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/x"}
OURS = {"Origin": "http://testserver"}
DEEDS = [case for case in CASES if case.sends is not None]


@pytest.fixture
def strict(school: LivingSchool) -> dict[str, PlainClient]:
    """Clients that check forms' tokens, as browsers' requests are checked."""
    found = {}
    for name in sorted({min(case.to) for case in DEEDS} - {"anonymous"}):
        found[name] = PlainClient(enforce_csrf_checks=True)
        sign_in_as(found[name], school.people[name])
    found["anonymous"] = PlainClient(enforce_csrf_checks=True)
    return found


@pytest.mark.parametrize("fragment", [{}, {"HX-Request": "true"}])
def test_a_form_on_another_site_does_nothing(
    school: LivingSchool, strict: dict[str, PlainClient], fragment: dict
) -> None:
    before = Event.objects.count()
    for case in DEEDS:
        for name in {"anonymous", min(case.to)}:
            answer = strict[name].post(
                case.address(school), case.sends(school), headers={"Accept": "text/html", **ELSEWHERE, **fragment}
            )
            assert answer.status_code == 403, (case, name)
            answer.body = answer.content
            assert not canaries(answer), (case, name)
            typed = [word for word in case.sends(school).values() if isinstance(word, str) and " " in word]
            assert not any(word in answer.content.decode() for word in typed), (case, name)
    assert Event.objects.count() == before


def test_no_page_is_lent_to_another_site(doors: Doors) -> None:
    for case in CASES:
        if case.sends is None and "class_teacher" in case.to:
            headers = doors.ask("class_teacher", case, **ELSEWHERE, **{"HX-Request": "true"}).headers
            assert not [name for name in headers if name.startswith("Access-Control-")], case
            assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff", case
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], case


def _address(case_name: str, school: LivingSchool, method: str = "GET") -> str:
    return next(case for case in CASES if (case.name, case.method) == (case_name, method)).address(school)


def test_a_draft_is_its_writers_and_nobody_elses(doors: Doors) -> None:
    school = doors.school
    address = f"/kladder/feedback/{school.hand_in.code}/text/"
    doors.client("class_teacher").post(address, {"text": "Kun min egen kladde"})
    page = _address("feedback", school)
    assert "Kun min egen kladde" in doors.get("class_teacher", page).body.decode()
    assert "Kun min egen kladde" not in doors.get("subject_teacher", page).body.decode()
    doors.client("subject_teacher").post(address, {"text": "Min anden"})
    assert "Min anden" not in doors.get("class_teacher", page).body.decode()
    assert Draft.objects.count() == 2
    doors.client("subject_teacher").post(address, {"text": ""})
    assert Draft.objects.get().text == "Kun min egen kladde"


def test_a_draft_is_of_no_thing_until_it_is_sent(doors: Doors) -> None:
    """It is kept whatever it is about, and says nothing of whether that exists."""
    for name in ("stranger", "guardian_ended", "other_school_teacher"):
        there = doors.post(name, None, f"/kladder/feedback/{doors.school.hand_in.code}/text/")
        nowhere = doors.post(name, None, f"/kladder/feedback/{'0' * 12}/text/")
        assert (there.status_code, there.body) == (nowhere.status_code, nowhere.body) == (200, there.body)


def test_the_key_of_a_device_is_the_accounts_own_and_is_not_kept_by_the_browser(doors: Doors) -> None:
    answers = [doors.get(name, "/enhedsnoegle/") for name in ("class_teacher", "subject_teacher", "pupil_self")]
    keys = [json.loads(answer.body) for answer in answers]
    assert len({key["secret"] for key in keys}) == len({key["name"] for key in keys}) == 3
    assert json.loads(doors.get("class_teacher", "/enhedsnoegle/").body) == keys[0]
    for answer in (*answers, doors.get("class_teacher", "/formularnoegle/")):
        assert "no-store" in answer.headers["Cache-Control"]
