"""What Aula's widgets are told: the shape they read, only to whom it belongs, and a reason where the filter was wrong."""

import asyncio
import base64
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from aula.const import MIN_UDDANNELSE_API
from aula.http import HttpResponse
from aula.http_httpx import HttpxHttpClient
from aula.widgets.client import AulaWidgetsClient
from django import urls as addresses
from django.conf import settings as django_settings
from django.test import Client

from spor.base.models import Installation
from spor.config import urls
from spor.people.models import Account, Guardianship, Person
from spor.teaching.holidays import DAY
from spor.teaching.models import Assignment, WeekShare, WeekWords
from tests.cast import NOW, TODAY, Cast, build_cast
from tests.rooms.evidence import work
from tests.rooms.integrations.aula_tokens import Signer, linked

ORIGIN = "https://www.aula.dk"
WEEK, MONDAY = "2026-W48", TODAY - 2 * DAY


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture(autouse=True)
def aula(settings, tmp_path: Path, signer: Signer) -> None:
    linked(settings, tmp_path, signer)


@pytest.fixture
def autumn(cast: Cast) -> dict[str, Assignment]:
    """Two things to hand in this week: Oskar's, which is done, and Alma's."""
    due = {}
    for name, group, teacher in (("oskar", cast.g5b, cast.mette), ("alma", cast.g2a, cast.birgitte)):
        run = work.make_run(cast, group, cast.dansk, by=teacher, title=f"Gys for {group.name}")
        due[name] = work.make_assignment(run, cast.goals[:1], title=f"Novelle i {group.name}")
        Assignment.objects.filter(pk=due[name].pk).update(due_on=TODAY)
    work.handed_in_by(due["oskar"], cast.oskar)
    return due


class Asking:
    """Calls as Aula's browser does them; `json` of the answer."""

    def __init__(self, signer: Signer) -> None:
        self.signer, self.client = signer, Client()

    def __call__(self, uniid: str, what: str = "opgaveliste", **query: str):
        headers = {"Authorization": f"Bearer {self.signer.token(uniid)}", "Origin": ORIGIN}
        return self.client.get(f"/aula/{what}", {"currentWeekNumber": WEEK, **query}, headers=headers)


@pytest.fixture
def ask(signer: Signer, autumn: dict[str, Assignment]) -> Asking:
    return Asking(signer)


def test_a_guardian_gets_both_children_and_what_is_done(ask, cast):
    told = ask("henrik").json()["opgaver"]
    assert [(each["unilogin"], each["title"], each["erFaerdig"]) for each in told] == [
        ("oskar", "Novelle i 5.B", True),
        ("alma", "Novelle i 2.A", False),
    ]
    assert told[0]["indhold"] == "<p>Skriv en side.</p>"
    assert (told[0]["ugedag"], told[0]["ugenummer"], told[0]["hold"][0]["navn"]) == ("Onsdag", 48, "5.B Dansk")
    assert len({each["id"] for each in told}) == 2
    assert str(cast.oskar.pk) not in {str(told[0]["hold"][0]["id"]), told[0]["id"]}


def test_letters_carry_the_class_of_each_child(ask):
    people = ask("henrik", "ugebrev").json()["personer"]
    letters = [(each["uniLogin"], each["institutioner"][0]["ugebreve"][0]) for each in people]
    assert [(name, letter["tilknytningNavn"]) for name, letter in letters] == [("oskar", "5.B"), ("alma", "2.A")]
    assert "Novelle i 5.B" in letters[0][1]["indhold"] and "2.A" not in letters[0][1]["indhold"]
    assert people[0]["institutioner"][0]["kode"] == 101001


@pytest.mark.parametrize("what", ["opgaveliste", "ugebrev"])
@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"childFilter": "viggo"}, 403, "ikke adgang"),
        ({"childFilter": "findes-ikke"}, 403, "ikke adgang"),
        ({"childFilter": "oskar,viggo"}, 403, "ikke adgang"),
        ({"childFilter[]": "viggo"}, 403, "ikke adgang"),
        ({"childFilter": " , "}, 400, "childFilter"),
        ({"institutionFilter": "101002"}, 404, "Ingen af børnene"),
        ({"institutionFilter": "999999"}, 404, "Ingen af børnene"),
        ({"institutionFilter": "101001,101002"}, 404, "Ingen af børnene"),
        ({"currentWeekNumber": "48"}, 400, "2026-W48"),
        ({"currentWeekNumber": "2026-W54"}, 400, "2026-W48"),
        ({"currentWeekNumber": "2026-W0"}, 400, "2026-W48"),
        ({"currentWeekNumber": "0000-W01"}, 400, "2026-W48"),
        ({"currentWeekNumber": "2026-W48' OR 1=1"}, 400, "2026-W48"),
        ({"childFilter": ",".join(f"c{n}" for n in range(101))}, 400, "childFilter"),
    ],
)
def test_a_wrong_filter_is_refused_with_a_reason_and_never_answered_with_nothing(ask, what, query, status, words):
    answer = ask("henrik", what, **query)
    assert (answer.status_code, words in answer.json()["message"]) == (status, True), answer.content


def test_what_is_not_there_and_what_is_not_theirs_are_the_same_answer(ask):
    real, unknown = ask("henrik", childFilter="viggo"), ask("henrik", childFilter="qqq")
    assert (real.status_code, real.content) == (unknown.status_code, unknown.content)
    real, unknown = ask("henrik", institutionFilter="101002"), ask("henrik", institutionFilter="qqq")
    assert (real.status_code, real.content) == (unknown.status_code, unknown.content)


def test_filters_narrow_and_the_profile_gives_nothing(ask):
    for query in ({"childFilter": "alma"}, {"childFilter[]": "alma", "institutionFilter[]": "101001"}):
        assert [each["unilogin"] for each in ask("henrik", **query).json()["opgaver"]] == ["alma"]
    posing = {"userProfile": "employee", "assuranceLevel": "3", "childFilter": "viggo"}
    assert ask("henrik", **posing).status_code == 403
    assert ask("henrik", currentWeekNumber="2026-W49").json() == {"opgaver": []}


def test_only_own_children_and_oneself_whatever_ones_work_is(ask, cast):
    assert [each["unilogin"] for each in ask("oskar").json()["opgaver"]] == ["oskar"]
    assert ask("oskar", childFilter="alma").status_code == 403
    for name in ("jens", "stepfather", "birgitte", "susanne", "rikke", "stranger", "nobody-at-all"):
        assert (ask(name).status_code, ask(name, childFilter="oskar").status_code) == (403, 403), name
    assert ask("mette", childFilter="oskar").status_code == 403
    assert ask("mette").json() == {"opgaver": []}  # her own son has nothing this week


def test_an_ended_link_and_a_closed_account_end_it_at_once(ask, cast):
    assert ask("henrik").status_code == 200
    Guardianship.objects.filter(guardian=cast.henrik).update(to_on=TODAY)
    assert ask("henrik").status_code == 403
    Account.objects.filter(person=cast.signe).update(is_active=False)
    assert ask("signe").status_code == 403


def test_a_session_is_no_proof_here(ask, cast, sign_in):
    sign_in(ask.client, cast.henrik)
    assert ask.client.get("/aula/opgaveliste").status_code == 401
    told = ask("alma").json()["opgaver"]
    assert {each["unilogin"] for each in told} == {"alma"}


def test_a_refused_token_is_said_in_json(client, db):
    answer = client.get("/aula/opgaveliste", headers={"Authorization": "Bearer x.y.z", "Origin": ORIGIN})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "underskrift" in answer.json()["message"]
    assert answer["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize("what", ["opgaveliste", "ugebrev"])
def test_only_aulas_pages_may_read_the_answer(ask, what):
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET"}
    before = ask.client.options(f"/aula/{what}", headers=asked)
    assert (before.status_code, before["Access-Control-Allow-Origin"]) == (204, ORIGIN)
    assert "Authorization" in before["Access-Control-Allow-Headers"]
    assert ask("henrik", what)["Access-Control-Allow-Origin"] == ORIGIN
    for origin in ("https://elsewhere.example", "https://www.aula.dk.evil.example", "null", "http://www.aula.dk"):
        for answer in (
            ask.client.options(f"/aula/{what}", headers=asked | {"Origin": origin}),
            ask.client.get(f"/aula/{what}", headers={"Origin": origin}),
        ):
            assert not [name for name in answer.headers if name.startswith("Access-Control")], origin
    assert ask.client.post(f"/aula/{what}").status_code == 405
    assert ask("henrik", what)["Cache-Control"] == "no-store"


def _link(path: str, institution: str = "101001") -> str:
    where = base64.urlsafe_b64encode(quote(path).encode()).decode().rstrip("=")
    return f"/aula/redirect/{institution}/{where}/"


def test_the_deep_link_lands_on_the_thing_itself(ask, cast, sign_in):
    link = ask("henrik").json()["opgaver"][0]["url"].removeprefix("http://testserver")
    stranger = ask.client.get(link)
    assert (stranger.status_code, stranger["Location"]) == (302, "/log-ind/")
    carried = ask.client.cookies["naeste"].value
    sign_in(ask.client, cast.henrik)
    assert ask.client.get(link)["Location"] == carried
    assert "Novelle i 5.B" in ask.client.get(carried).content.decode()


@pytest.fixture
def sign_in_door(cast: Cast, settings) -> Iterator[None]:
    """The demo's sign-in, which is the one that a test can walk through."""
    settings.DEMO = True
    Installation.objects.create(kind=Installation.Kind.DEMO)
    door = addresses.path("", addresses.include("demo.urls"))
    urls.urlpatterns.append(door)
    addresses.clear_url_caches()
    yield
    urls.urlpatterns.remove(door)
    addresses.clear_url_caches()


def test_a_link_in_aula_goes_through_the_sign_in_to_the_thing(ask, cast, sign_in_door):
    link = ask("henrik").json()["opgaver"][0]["url"].removeprefix("http://testserver")
    Person.objects.filter(pk=cast.henrik.pk).update(uniid="demo-henrik")
    client = Client()
    assert client.get(link)["Location"] == "/log-ind/"
    landed = client.post("/demo/henrik/", follow=True)
    assert landed.redirect_chain[-1][0].startswith("/opgaver/") and "Novelle i 5.B" in landed.content.decode()
    forged = Client()
    forged.cookies["naeste"] = "https://evil.example/"
    assert forged.post("/demo/henrik/")["Location"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/findes-ikke/",
        "",
        "\x00/",
    ],
)
def test_a_deep_link_leads_nowhere_else(client, cast, sign_in, path):
    nowhere = client.get("/elever/000000000000/plan/")
    for person in (None, cast.henrik):
        if person:
            sign_in(client, person)
            nowhere = client.get("/elever/000000000000/plan/")
        answer = client.get(_link(path))
        assert (answer.status_code, answer.content) == (404, nowhere.content)


def test_a_deep_link_of_no_institution_or_no_text_is_nowhere(client, cast):
    assert client.get(_link("/", "999999")).status_code == 404
    for where in ("%%%", "aGVq", "_____", "a" * 3000):
        assert client.get(f"/aula/redirect/101001/{quote(where)}/").status_code == 404


def _shared(cast: Cast, bring: str = "idrætssko") -> None:
    """The week of 5.B is shared, with a line on Thursday that says what to bring."""
    WeekWords.objects.create(
        group=cast.g5b, monday_on=MONDAY, day=TODAY + DAY, is_added=True, what="Stafet", bring=bring, by=cast.mette,
        at=NOW, key=work.key(), subject=cast.historie,
    )  # fmt: skip
    WeekShare.objects.get_or_create(
        group=cast.g5b, monday_on=MONDAY, ended_at=None, defaults={"by": cast.mette, "at": NOW}
    )


def test_what_to_bring_is_told_once_the_week_is_shared(ask, cast):
    assert "idrætssko" not in str(ask("henrik").json()) + str(ask("henrik", "ugebrev").json())
    _shared(cast)
    (reminder,) = [each for each in ask("henrik").json()["opgaver"] if each["opgaveType"] == "SimpelLektie"]
    assert (reminder["title"], reminder["ugedag"], reminder["unilogin"]) == ("Husk idrætssko", "Torsdag", "oskar")
    (letter,) = ask("oskar", "ugebrev").json()["personer"][0]["institutioner"][0]["ugebreve"]
    assert "<h3>Torsdag 26. november</h3>" in letter["indhold"] and "Husk idrætssko" in letter["indhold"]
    assert "Novelle i 5.B" in letter["indhold"]
    _shared(cast, "<script>alert(1)</script>")
    assert "<script>" not in ask("oskar", "ugebrev").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("what", ["opgaveliste", "ugebrev"])
def test_an_answer_costs_the_same_however_much_there_is(ask, cast, django_assert_num_queries, what, rows):
    for index in range(rows):
        run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette, title=f"Mere {index}")
        Assignment.objects.filter(pk=work.make_assignment(run, []).pk).update(due_on=TODAY)
        _shared(cast)
    with django_assert_num_queries(22):
        assert ask("henrik", what).status_code == 200


class OverTheNet:
    """Aula itself, as far as the client needs it: it hands out the tokens. MinUddannelse's calls go on to this server."""

    def __init__(self, address: str, signer: Signer, uniid: str) -> None:
        self.address, self.signer, self.uniid = address, signer, uniid
        self.api_url = "https://www.aula.dk/api"

    async def _request_with_version_retry(self, method: str, url: str, **more: object) -> object:
        if url.startswith(self.api_url):
            return HttpResponse(200, {"data": self.signer.token(self.uniid)})
        assert url.startswith(MIN_UDDANNELSE_API)
        async with httpx.AsyncClient() as client:
            here = url.replace(MIN_UDDANNELSE_API, f"{self.address}/aula")
            return await HttpxHttpClient(httpx_client=client).request(method, here, **more)


def _answered(call: Coroutine[Any, Any, Any]) -> Any:
    """In a thread of its own: where a browser has been opened, this thread has a loop that runs."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, call).result()


@pytest.mark.django_db(transaction=True)
def test_the_public_client_of_parents_reads_it(live_server, signer):
    """PyPI's `aula`, which parents use at home, with its own requests and its own models."""
    cast = build_cast()
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    Assignment.objects.filter(pk=work.make_assignment(run, [], title="Novelle").pk).update(due_on=TODAY)
    widgets = AulaWidgetsClient(OverTheNet(live_server.url, signer, "henrik"))
    asked = {"child_filter": ["oskar", "alma"], "institution_filter": ["101001"], "week": WEEK, "session_uuid": "s"}
    (task,) = _answered(widgets.get_mu_tasks(widget_id="0030", **asked))
    assert (task.title, task.student_name, task.weekday, task.week_number) == ("Novelle", "Oskar Dahl", "Onsdag", 48)
    assert task.due_date is not None and task.due_date.isoformat() == "2026-11-24T23:00:00+00:00"
    assert task.classes[0].subject_name == "Dansk" and task.course is not None and task.course.name == "Gys og gru"
    assert httpx.get(task.url).headers["Location"] == django_settings.LOGIN_URL
    oskar, alma = _answered(widgets.get_ugeplan(widget_id="0029", **asked))
    assert (oskar.unilogin, oskar.institutions[0].name) == ("oskar", "Kastanjeskolen")
    (letter,) = oskar.institutions[0].letters
    assert (letter.group_name, letter.week_number) == ("5.B", 48) and "Novelle" in letter.content_html
    assert not alma.institutions[0].letters
    with pytest.raises(Exception, match="403"):
        _answered(widgets.get_mu_tasks(widget_id="0030", **(asked | {"child_filter": ["viggo"]})))
