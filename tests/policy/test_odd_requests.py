"""Requests that no page of ours sends: other methods, made-up codes, things under another's address, odd bytes, weak sessions."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.db import models
from django.urls import reverse

from spor.access.models import Event
from spor.base.codes import LENGTH, new_code
from spor.forloeb.models import Author
from tests.cast import NOW
from tests.policy.cases import CASES, EVERYBODY, STAFF, Case
from tests.policy.doors import Doors, canaries
from tests.sessions import sign_in_as

# What two of the teacher's runs and forløb may have in common: a pupil, and a colleague who leaves (being gone already is fine).
SHARED = {"run_goals_pupil", "forloeb_author_removal"}
# Everything a page reads from its query string.
QUERY = ("aar", "efter", "fag", "fra", "hent", "klasse", "medie", "opgave", "q", "spor", "str", "udgave", "under")
# Fields of forms that carry no text of a person.
FIELDS = (
    "base",
    "key",
    "kind",
    "level",
    "makers",
    "n",
    "next",
    "person",
    "q",
    "seen",
    "spor",
    "subject",
    "to",
    "udgave",
)
# Where a code may name nothing and the deed is done all the same: it is gone already, or the address is of a list.
LENIENT = {
    ("hand_in_file_removal", 1),
    ("phrase_removal", 0),
    ("feedback_begin", 0),
    ("draft", 1),
}


def _one_of(case: Case) -> str:
    """Somebody who gets it, the teacher where she does."""
    return "class_teacher" if "class_teacher" in case.to else min(case.to)


@pytest.mark.parametrize("method", ["head", "options", "put"])
def test_no_method_opens_what_another_does_not(doors: Doors, method: str) -> None:
    wrong = []
    for number, case in enumerate(CASES):
        named = frozenset().union(*(each.to | each.spared for each in CASES if each.name == case.name))
        others = sorted(EVERYBODY - named)
        for name in others[number % 6 :: 6]:
            answer = doors.get(name, case.address(doors.school), method)
            if answer.status_code not in (403, 404, 405) or canaries(answer):
                wrong.append(f"{name}, {method} {case}: {answer.status_code} {canaries(answer)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("method", ["put", "delete"])
def test_no_method_but_post_does_anything(doors: Doors, method: str) -> None:
    before = Event.objects.count()
    answers = {case: doors.get(_one_of(case), case.address(doors.school), method) for case in CASES}
    wrong = [f"{case}: {answer.status_code}" for case, answer in answers.items() if answer.status_code != 405]
    assert not wrong, "\n".join(wrong)
    assert Event.objects.count() == before


def _places(case: Case, doors: Doors) -> list[int]:
    """Where in the address a code stands, and must name something."""
    words = list(case.codes(doors.school))
    return [at for at, word in enumerate(words) if len(word) == LENGTH and (case.name, at) not in LENIENT]


def _asked(doors: Doors, case: Case, place: int, code: str) -> str:
    """What is wrong with the answer when `code` stands at this place of the case's address; it should be nowhere."""
    words = list(case.codes(doors.school))
    if words[place] == code:
        return ""
    words[place] = code
    name, address = _one_of(case), reverse(case.name, args=words)
    answer = doors.get(name, address) if case.sends is None else doors.post(name, case, address)
    wrong = doors.not_refused(answer, 404)
    return f"{case}, {name}, {address}: {wrong}" if wrong else ""


@pytest.mark.parametrize("kind", ["no", "school", "assignment"])
def test_a_code_that_names_nothing_of_its_kind_is_nowhere(doors: Doors, kind: str) -> None:
    code = {"no": "0" * LENGTH, "school": doors.school.school.code, "assignment": doors.school.assignment.code}[kind]
    # what is done to an assignment finds this one, and is answered as the table says
    cases = [case for case in CASES if not (kind == "assignment" and case.name.startswith("assignment_"))]
    troubles = [_asked(doors, case, place, code) for case in cases for place in _places(case, doors)]
    assert not any(troubles), "\n".join(filter(None, troubles))


def _copy(row: models.Model, **changed: models.Model | None) -> models.Model:
    """Another row like this one, with a code and a key of its own."""
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    fields |= {name: new_code() for name in ("code", "key") if name in fields}
    names = {f"{name}_id": value and value.pk for name, value in changed.items()}
    return type(row).objects.create(**fields | names)


def test_a_thing_is_not_found_under_the_address_of_another(doors: Doors) -> None:
    """The teacher's other pupil, forløb, run and product: each is hers, and what belongs to the first is not theirs."""
    school = doors.school
    forloeb = _copy(school.forloeb, front=None)
    forloeb.front = _copy(school.blocks["front"], forloeb=forloeb, head=None)
    forloeb.front.head = _copy(school.blocks["front"].head, block=forloeb.front)
    forloeb.front.save()
    forloeb.save()
    Author.objects.create(forloeb=forloeb, person=school.people["class_teacher"], is_owner=True, from_at=NOW)
    product = _copy(school.product)
    _copy(school.hand_in, version=_copy(school.version, product=product))
    others = {
        school.pupil.code: school.cast.oskar.code,
        school.forloeb.code: forloeb.code,
        school.run.code: _copy(school.run, edition=_copy(school.run.edition, forloeb=forloeb)).code,
        school.trace.code: _copy(school.trace, pupil=school.cast.oskar, product=product).code,
    }
    troubles = []
    for case in CASES:
        words = list(case.codes(school))
        if len(words) > 1 and words[0] in others and case.name not in SHARED:
            troubles.append(_asked(doors, case, 0, others[words[0]]))
    assert len(troubles) > 20
    assert not any(troubles), "\n".join(filter(None, troubles))


def test_another_schools_codes_are_nowhere(doors: Doors) -> None:
    aasen = doors.school.cast
    for name, code in (
        ("pupil_plan", aasen.magnus.code),
        ("pupil_portfolio", aasen.magnus.code),
        ("group", aasen.aasen_5a.code),
    ):
        for who in sorted(STAFF):
            assert not doors.not_refused(doors.get(who, reverse(name, args=[code])), 404), (name, who)


ODD = ["\0", "9" * 5_000, "²"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_a_query_string_are_no_fault_of_ours(doors: Doors, odd: str) -> None:
    query = urlencode(dict.fromkeys(QUERY, odd))
    wrong = []
    for number, case in enumerate(case for case in CASES if case.sends is None):
        address = case.address(doors.school).partition("?")[0]
        answer = doors.get(_one_of(case), f"{address}?{query}", **({"HX-Request": "true"} if number % 2 else {}))
        if answer.status_code >= 500:
            wrong.append(f"{case}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("where", ["everywhere", "beside"])
def test_odd_words_in_a_form_are_no_fault_of_ours(doors: Doors, odd: str, where: str) -> None:
    """In every field; and only in those that carry no text of a person, so that the deed itself is reached."""
    wrong = []
    for case in CASES:
        if case.sends is not None:
            sent = dict.fromkeys(FIELDS, odd) | case.sends(doors.school)
            if where == "everywhere":
                sent = dict.fromkeys(sent, odd)
            answer = doors.ask(_one_of(case), replace(case, sends=lambda school, sent=sent: sent))
            if answer.status_code >= 500:
                wrong.append(f"{case}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_paths_beyond_reason_are_nowhere(doors: Doors) -> None:
    longest = "/" + "a" * 20_000
    for path in (longest, f"/elever/{'0' * 5_000}/plan/", "/elever/%00/plan/", "/..%2f..%2fetc/", "/elever/../../x"):
        for name in ("anonymous", "class_teacher"):
            answer = doors.get(name, path)
            assert (answer.status_code, answer.body) == (404, doors.nothing.body), path


def test_a_session_that_proves_too_little_opens_nothing_of_a_pupil(doors: Doors) -> None:
    """Staff at less than substantial: refused as colleagues are, never an error. Pupil and home are not asked for more."""
    wrong = []
    for name in ("class_teacher", "school_leader", "leader_with_purpose", "support_staff"):
        sign_in_as(doors.client(name), doors.school.people[name], mfa=False, substantial=False)
        for case in CASES:
            if case.is_about_pupil or case.name in ("group", "purpose", "run"):
                answer = doors.ask(name, case)
                if answer.status_code not in (403, 404) or canaries(answer):
                    wrong.append(f"{name}, {case}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
