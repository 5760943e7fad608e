"""Every address through HTTP, as everybody: whoever the table names gets it, the others learn nothing, not even that it is there.

Page, fragment (htmx), file, deed and list, on the school of school.py. Who gets what stands in cases.py.
"""

import csv
from pathlib import Path

import pytest
from django.db import connection

from tests.house.addresses import patterns
from tests.policy import expression
from tests.policy.cases import AROUND, CASES, ELSEWHERE, EVERYBODY, Case
from tests.policy.doors import Doors, canaries
from tests.policy.predicates import NOT_BUILT
from tests.policy.school import CANARIES
from tests.policy.test_matrix import NOT_YET
from tests.policy.urls import URLS

ROWS = list(csv.DictReader((Path(__file__).parent / "permissions.csv").open(encoding="utf-8")))
# Those a part of a file is tried as: one of each way to be refused.
REFUSED = (
    "anonymous",
    "guardian_ended",
    "parent_no_custody",
    "pupil_peer",
    "other_school_teacher",
    "teacher_unrelated",
)
# Addresses whose case says less than the table's row or more, and why.
OTHERWISE = {
    "digest": "every parent has an address of their own, and the table's is one parent's",
    "plan_own": "the pædagog writes the common section, and this is a subject's",
    "plan_sentence": "as above",
    "plan_confirmation": "as above",
    "plan_removal": "as above",
    "plan_return": "as above",
    "focus_points": "who works with the plan sees its focus points; the pædagog writes the common ones, and this is a subject's",
    "focus_part": "each part has its own writers: team, guardian, pupil",
    "focus_showing": "as plan_own",
    "focus_ending": "as plan_own",
    "focus_return": "as plan_own",
    "agreement_state": "pupil and home answer it, the team settles it",
    "class_leads": "the school says who leads its classes, the register's administrator does not",
    "class_lead_end": "as above",
    "forloeb_list": "each reads a list of their own",
    "plan_replies": "the other guardian's answer, so nobody else at home takes part in it",
    "assignment": "an assignment is the class's, so it is the other child's own too",
}
# Who has no relation of any kind that counts: all alike, so that a deed and a fragment are tried as them in turn.
UNRELATED = (
    "guardian_ended",
    "municipal_admin",
    "municipal_analyst",
    "other_school_teacher",
    "parent_no_custody",
    "parent_other_child",
    "pupil_peer",
    "stranger",
)
COLLEAGUES = ("teacher_unrelated", "secretary", "support_staff", "school_leader")
NAMES_IN_THE_TABLE = {"school_leader": "leader_with_purpose"}


def test_every_address_has_a_case() -> None:
    known = {case.name for case in CASES} | ELSEWHERE
    assert {name for name, _ in patterns()} <= known
    assert set(URLS) == known


@pytest.mark.parametrize("name", sorted({case.name for case in CASES} - set(OTHERWISE)))
def test_the_cases_are_those_of_the_table(name: str) -> None:
    thing, _, action = URLS[name].partition(".")
    rows = [row for row in ROWS if (row["thing"], row["action"]) == (thing, action)]
    case = next(case for case in CASES if case.name == name)
    for row in rows:
        if row["actor"] in NOT_YET:
            continue
        actor = NAMES_IN_THE_TABLE.get(row["actor"], row["actor"])
        assert (actor in case.to) == (row["allowed"] == "if" and _holds(row, of_no_subject=name.endswith("_across"))), (
            row
        )


def _holds(row: dict[str, str], *, of_no_subject: bool = False) -> bool:
    """Whether the row's condition is true in the school of school.py; `of_no_subject`: of what no subject's teacher owns."""
    condition = row["condition"].split(" | ")[0]
    false = NOT_BUILT | {"age_ge_15", "leader_opened", "pupil_goal", "no_subject_teacher"}
    false |= {"author", "asked_for", "brought_it"} if row["actor"] != "class_teacher" else set()
    false |= {"reason_logged"} if row["actor"] == "class_teacher" else set()
    false |= {"superuser"} if row["actor"] != "class_teacher" else set()
    false |= {"co_author"} if row["actor"] != "subject_teacher" else set()
    false = (false | {"own_subject"}) - {"no_subject_teacher"} if of_no_subject else false
    return expression.holds(condition, {name: name not in false for name in expression.names(condition)})


def _tried(number: int, case: Case) -> list[str]:
    """Everybody for a page; for a deed two of the unrelated, in turn."""
    spared = set() if case.sends is None else set(UNRELATED) - {UNRELATED[number % 8], UNRELATED[(number + 3) % 8]}
    return sorted(EVERYBODY - spared | case.to)


# What leaves the house or is found by words, by the ends of its names: these are tried on PostgreSQL too, the pages only on SQLite,
# since both databases answer to one guard and that is tried whole on both (test_matrix.py).
LEAVES = ("_file", "_sound", "_pdf", "_copy", "_csv", "_feed", "export", "search", "_goals", "_authors", "_take")
PARTS = 4  # for as many workers


def _here(part: int) -> list[tuple[int, Case]]:
    """This part's cases on this database."""
    everywhere = connection.vendor == "sqlite"
    return [
        (number, case)
        for number, case in enumerate(CASES)
        if number % PARTS == part and (everywhere or case.name.endswith(LEAVES))
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_gets_what_is_theirs_and_nothing_else(doors: Doors, part: int) -> None:
    troubles = [doors.trouble(name, case) for number, case in _here(part) for name in _tried(number, case)]
    assert not any(troubles), "\n".join(filter(None, troubles))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_fragment_is_refused_as_its_page_is(doors: Doors, part: int) -> None:
    fragment = {"HX-Request": "true", "HX-Target": "x"}
    troubles = [
        doors.trouble(name, case, **fragment)
        for number, case in _here(part)
        for name in ("anonymous", UNRELATED[number % 8], COLLEAGUES[number % 4], *sorted(case.to)[:1])
    ]
    assert not any(troubles), "\n".join(filter(None, troubles))


FILES = [case for case in CASES if case.name.endswith(("_file", "_sound", "_pdf")) and case.sends is None]


def test_a_part_of_a_file_is_refused_as_the_whole_is(doors: Doors) -> None:
    assert len(FILES) >= 6
    for case in FILES:
        whole = doors.ask(min(case.to), case)
        tag = whole.headers["ETag"]
        part = doors.ask(min(case.to), case, Range="bytes=0-9")
        assert (part.status_code, part.body) == (206, whole.body[:10]), case
        assert doors.ask(min(case.to), case, **{"If-None-Match": tag}).status_code == 304, case
        for name in set(REFUSED) - case.to:
            assert not doors.trouble(name, case, Range="bytes=0-9")
            assert not doors.trouble(name, case, **{"If-None-Match": tag})


LISTS = ("home", "plans", "portfolios", "queue", "phrases", "forloeb_list", "group", "run", "assignment", "capture")


def test_lists_and_shared_pages_say_nothing_of_the_pupil_to_the_unrelated(doors: Doors) -> None:
    """Only his name, where his class is listed, to the class and to the staff of his school."""
    wrong = []
    for case in CASES:
        if case.name in LISTS and case.sends is None:
            known = {CANARIES["pupil"]} if case.name == "group" else set()
            for name in sorted(EVERYBODY - AROUND):
                if held := set(canaries(doors.ask(name, case))) - known:
                    wrong.append(f"{name}, {case}: {held}")
    assert not wrong, "\n".join(wrong)


def test_the_picker_of_the_demo_is_nowhere_else(doors: Doors) -> None:
    for name in ("anonymous", "class_teacher", "stranger"):
        for answer in (
            doors.get(name, "/demo/"),
            doors.get(name, "/demo/mette/"),
            doors.post(name, None, "/demo/mette/"),
        ):
            assert (answer.status_code, answer.body) == (404, doors.nothing.body)


def test_the_picker_needs_the_databases_own_word(doors: Doors, settings) -> None:
    """The setting alone opens nothing: a real school's database never says that it is a demo."""
    settings.DEMO = True
    assert doors.get("anonymous", "/log-ind/").status_code == 404
