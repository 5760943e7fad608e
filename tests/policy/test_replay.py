"""Harvest and replay: every address that the teacher, the pupil and a parent find on the pages about him, asked for by everybody else."""

import pytest
from django.urls import resolve

from tests.policy.cases import CASES
from tests.policy.doors import Doors, canaries
from tests.policy.harvest import FIRST, Harvest, harvest
from tests.policy.school import CANARIES

FINDERS = ("class_teacher", "pupil_self", "parent_custody")
DENIED = (
    "anonymous",
    "guardian_ended",
    "municipal_admin",
    "municipal_analyst",
    "other_school_teacher",
    "parent_no_custody",
    "parent_other_child",
    "pupil_peer",
    "school_leader",
    "secretary",
    "stranger",
    "substitute",
    "teacher_unrelated",
)


@pytest.fixture
def found(doors: Doors) -> Harvest:
    """All that the three find."""
    first = [case.address(doors.school) for case in CASES if case.name in FIRST and case.sends is None]
    together = Harvest()
    for name in FINDERS:
        each = harvest(doors, name, first)
        together.gets |= each.gets
        together.posts |= each.posts
    static = {address for address in together.gets if address.startswith("/static/")}
    together.gets -= static
    together.posts -= static
    return together


def _is_theirs(name: str, method: str, address: str) -> bool:
    """Whether a case of cases.py gives it to them."""
    view = resolve(address.partition("?")[0]).view_name
    return any(name in case.to | case.spared for case in CASES if (case.name, case.method) == (view, method))


def _trouble(doors: Doors, name: str, method: str, address: str) -> str:
    answer = doors.get(name, address) if method == "GET" else doors.post(name, None, address)
    held = set(canaries(answer))
    if _is_theirs(name, method, address):
        # The name of one of the class, where the class is theirs to see; the product itself, for whoever covers the class.
        held -= {CANARIES["pupil"], *([CANARIES["product"]] if name == "substitute" else [])}
        wrong = ""
    else:
        wrong = "" if answer.status_code in (401, 403, 404, 405) else str(answer.status_code)
    return f"{name}, {method} {address}: {wrong} {held or ''}" if wrong or held else ""


def test_what_is_found_about_a_pupil_is_of_no_use_to_others(doors: Doors, found: Harvest) -> None:
    views = {resolve(address.partition("?")[0]).view_name for address in found.gets | found.posts}
    assert len(views) > 30, sorted({case.name for case in CASES} - views)
    troubles = [_trouble(doors, name, "GET", address) for address in sorted(found.gets) for name in DENIED]
    for number, address in enumerate(sorted(found.posts)):
        some = DENIED[number % 3 :: 3]  # a third of them each, in turn
        troubles += [_trouble(doors, name, "POST", address) for name in some]
    assert not any(troubles), "\n".join(filter(None, troubles))


WALKERS = (
    "class_teacher",
    "substitute",
    "support_staff",
    "school_leader",
    "secretary",
    "pupil_peer",
    "parent_other_child",
)


@pytest.mark.parametrize("name", [*WALKERS, "guardian_ended", "municipal_admin", "stranger"])
def test_no_page_leads_where_its_reader_is_refused(doors: Doors, name: str) -> None:
    """From the front page on. A leader may be asked why; what is only for sending is no way to go."""
    found = harvest(doors, name, ["/"])
    wrong = []
    for address in sorted(found.gets):
        if not address.startswith("/static/"):
            answer = doors.get(name, address)
            asked_why = answer.status_code == 403 and b'name="reason"' in answer.body
            only_for_sending = answer.status_code == 405 and address in found.posts
            if answer.status_code >= 400 and not asked_why and not only_for_sending:
                wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
