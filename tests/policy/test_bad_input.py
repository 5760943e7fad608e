"""What no page of ours sends but a hand may: nothing filled in, 300 characters where a name belongs, a script in every field, twice.

A clear word with the right status, nothing typed lost, nothing of it run, and one press done once.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.html import escape

from tests.policy.cases import CASES, Case
from tests.policy.doors import Doors
from tests.policy.test_odd_requests import _one_of

SCRIPT = "<script>alert('bånd')</script>"
BAD: dict[str, Callable[[str], str]] = {
    "empty": lambda value: "",
    "long": lambda value: "Ø" * 300,
    "script": lambda value: SCRIPT,
}
DEEDS = [case for case in CASES if case.sends is not None]
TYPED = {"text", "title", "what", "bring", "reason", "self_text", "due_on"}  # what somebody sat and wrote
OF_A_FILE = {"calendar_import", "timetable_import"}  # the text is a file's, and the file is chosen again
SAYS = re.compile(r'class="err|class="note bad|class="trouble|role="alert"')
ROOMS = {"evidence", "forloeb", "plans", "portfolio", "teaching", "wellbeing"}


def _sent(case: Case, doors: Doors, change: Callable[[str], str]) -> dict[str, Any]:
    """The case's fields changed; what tells which form it is (its key and base) stays, so that the deed is reached."""
    fields = case.sends(doors.school) if case.sends else {}
    return {
        name: change(value) if isinstance(value, str) and name not in ("key", "base") else value
        for name, value in fields.items()
    }


def _wrong(case: Case, sent: dict[str, Any], answer: Any) -> str:
    body = answer.body.decode(errors="replace")
    if answer.status_code >= 500:
        return "a fault of ours"
    if SCRIPT in body:
        return "the script stands in the page as one"
    if answer.status_code not in (409, 413, 415, 422) or "<main" not in body:
        return ""
    if not SAYS.search(body):
        return "refused without a word"
    typed = set() if case.name in OF_A_FILE else TYPED & set(sent)
    lost = [name for name in typed if isinstance(sent[name], str) and escape(sent[name]) not in body]
    return f"lost what was typed: {lost}" if lost else ""


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_answered_with_a_word_and_loses_nothing(doors: Doors, kind: str) -> None:
    troubles = []
    for case in DEEDS:
        sent = _sent(case, doors, BAD[kind])
        answer = doors.ask(_one_of(case), replace(case, sends=lambda school, sent=sent: sent))
        if wrong := _wrong(case, sent, answer):
            troubles.append(f"{case}: {answer.status_code} {wrong}")
    assert not troubles, "\n".join(troubles)


def _rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
    }


def test_the_same_press_twice_is_done_once(doors: Doors) -> None:
    troubles = []
    for case in DEEDS:
        sent = case.sends(doors.school) if case.sends else {}
        if "key" not in sent:
            continue
        point, client = transaction.savepoint(), doors.client(_one_of(case))
        address = case.address(doors.school)
        client.post(address, data=sent)
        once = _rows()
        for value in sent.values():
            if hasattr(value, "seek"):
                value.seek(0)
        again = client.post(address, data=sent)
        if again.status_code >= 500 or _rows() != once:
            grown = {name: count for name, count in _rows().items() if count != once[name]}
            troubles.append(f"{case}: {again.status_code} {grown}")
        transaction.savepoint_rollback(point)
    assert not troubles, "\n".join(troubles)
