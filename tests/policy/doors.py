"""Asking for an address as somebody, and what is wrong with the answer."""

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.policy.cases import STAFF, Case
from tests.policy.school import CANARIES, LivingSchool
from tests.sessions import sign_in_as

NOWHERE = f"/elever/{'0' * 12}/plan/"


class PlainClient(Client):
    """Django's client without the record of templates and contexts, which costs more than the answers do."""

    def request(self, **request: object) -> HttpResponse:
        answer = self.handler(self._base_environ(**request))
        self.cookies.update(answer.cookies)
        return answer


class Doors:
    """A client a person. What a request did is undone again."""

    def __init__(self, school: LivingSchool) -> None:
        self.school = school
        self.clients: dict[str, PlainClient] = {}
        self.nothing = self.get("anonymous", NOWHERE)

    def client(self, name: str) -> PlainClient:
        if name not in self.clients:
            self.clients[name] = PlainClient()
            if name != "anonymous":
                sign_in_as(self.clients[name], self.school.people[name])
        return self.clients[name]

    def ask(self, name: str, case: Case, **headers: str) -> HttpResponse:
        """The case's answer to this person; `body` is all of it, streamed or not."""
        address = case.address(self.school)
        return self.get(name, address, **headers) if case.sends is None else self.post(name, case, address, **headers)

    def get(self, name: str, address: str, method: str = "get", **headers: str) -> HttpResponse:
        return self._undone(self.client(name), method, address, headers=headers)

    def post(self, name: str, case: Case | None, address: str, **headers: str) -> HttpResponse:
        sent = case.sends(self.school) if case and case.sends else {}
        return self._undone(self.client(name), "post", address, data=sent, headers=headers)

    def _undone(self, client: PlainClient, method: str, address: str, **more: object) -> HttpResponse:
        point, cookies = transaction.savepoint(), client.cookies.copy()
        answer = getattr(client, method)(address, **more)
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.savepoint_rollback(point)
        client.cookies = cookies
        return answer

    def trouble(self, name: str, case: Case, **headers: str) -> str:
        """What is wrong with the answer that this person gets; "" when nothing is."""
        if name in case.spared:
            return ""
        answer = self.ask(name, case, **headers)
        is_theirs = name in case.to
        wrong = _not_done(case, answer) if is_theirs else self.not_refused(answer, refusal(name, case), name, case)
        return f"{name}, {case}: {wrong}" if wrong else ""

    def not_refused(self, answer: HttpResponse, status: int, name: str = "", case: Case | None = None) -> str:
        """What is wrong with a refusal of this status: another status, a word too much, other bytes than nowhere has."""
        if held := canaries(answer):
            return f"{answer.status_code} with {held}"
        if answer.status_code != status:
            return f"{answer.status_code} and not {status}"
        if status == 404 and _seen(answer) != _seen(self.nothing):
            return "another 404 than that of an address that does not exist"
        asks = b'name="reason"' in answer.body
        if case and status == 403 and asks != (case.is_about_pupil and name == "school_leader" or name in case.asks):
            return "asked for a purpose, or not asked"
        return ""


def _not_done(case: Case, answer: HttpResponse) -> str:
    return "" if answer.status_code in case.ok else f"{answer.status_code}, and it is theirs"


def refusal(name: str, case: Case) -> int:
    """The status that decision 0016 gives whoever the case is not for."""
    if name == "anonymous":
        return 404 if case.sends is None else 401
    return 403 if name in STAFF and not case.is_plain else 404


def _seen(answer: HttpResponse) -> tuple[bytes, dict[str, str]]:
    """All that an answer tells; but for how long it may be kept, which depends on who is signed in and not on what was asked for."""
    return answer.body, {name: value for name, value in answer.headers.items() if name != "Cache-Control"}


def canaries(answer: HttpResponse) -> list[str]:
    """The words in the answer that only those around the pupil may read."""
    return [word for word in CANARIES.values() if word.encode() in answer.body]
