"""Focus points: few, written by those they are for, shown when somebody says so, each guardian alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from spor.access.models import Draft, Event
from spor.base.errors import Refused
from spor.plans import law
from spor.plans.actions.focus import add_point, end_point, reopen_point, show_point, write_part
from spor.plans.actions.interventions import begin_intervention, end_intervention, follow_up
from spor.plans.models import ClassFocus, FocusPoint, FocusText, Intervention
from tests.cast import TODAY, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work
from tests.rooms.plans import focusing


def plan(client, cast: Cast) -> str:
    answer = client.get(f"/elever/{cast.oskar.code}/plan/")
    assert answer.status_code == 200
    return answer.content.decode()


def at(cast: Cast, found: FocusPoint) -> str:
    return f"/elever/{cast.oskar.code}/fokuspunkter/{found.code}/"


def test_a_point_is_the_teams_until_it_is_shown(cast: Cast, client, sign_in, actor) -> None:
    mette = actor(cast.mette)
    found = focusing.point(mette, cast, shown=False)
    for person in (cast.oskar, cast.henrik):
        sign_in(client, person)
        assert "At blive i scenen" not in plan(client, cast)
        assert client.get(at(cast, found)).status_code == 404
    sign_in(client, cast.mette)
    assert "Vis for Henrik, Signe og Oskar" in client.get(at(cast, found)).content.decode()
    assert client.post(at(cast, found) + "visning/").status_code == 302
    for person in (cast.oskar, cast.henrik, cast.jonas):
        sign_in(client, person)
        assert "At blive i scenen" in plan(client, cast)
    assert Event.objects.filter(deed="show_point", pupil_id=cast.oskar.pk).count() == 1


def test_each_writes_their_own_part_and_each_guardian_alone(cast: Cast, client, sign_in, actor) -> None:
    found = focusing.point(actor(cast.mette), cast)
    for person, part, text in (
        (cast.oskar, "pupil", "Jeg vil skrive noget langt"),
        (cast.henrik, "home", "Vi læser højt hos mig"),
        (cast.signe, "home", "Han fortæller om sin dag"),
    ):
        sign_in(client, person)
        assert client.post(f"{at(cast, found)}ord/{part}/", {"text": text, "n": 0}).status_code == 302
    seen = {}
    for person in (cast.mette, cast.oskar, cast.henrik, cast.signe):
        sign_in(client, person)
        seen[person] = client.get(at(cast, found)).content.decode() + plan(client, cast)
    assert all("Jeg vil skrive noget langt" in page for page in seen.values())
    assert [("Vi læser højt" in seen[each], "Han fortæller" in seen[each]) for each in seen] == [
        (True, True),
        (False, False),
        (True, False),
        (False, True),
    ]
    assert FocusText.objects.filter(part="home").count() == 2


@pytest.mark.parametrize(
    ("who", "part"), [("oskar", "school"), ("oskar", "home"), ("henrik", "what"), ("henrik", "pupil")]
)
def test_nobody_writes_anothers_part(cast: Cast, client, sign_in, actor, who: str, part: str) -> None:
    found = focusing.point(actor(cast.mette), cast)
    sign_in(client, getattr(cast, who))
    assert client.post(f"{at(cast, found)}ord/{part}/", {"text": "x", "n": 0}).status_code == 404
    sign_in(client, cast.mette)
    assert client.post(f"{at(cast, found)}ord/home/", {"text": "x", "n": 0}).status_code == 403


def test_five_are_the_most_and_doubled_input_is_one(cast: Cast, actor) -> None:
    mette = actor(cast.mette)
    said = {"actor": mette, "pupil": cast.oskar, "subject": cast.dansk, "area": "", "school": ""}
    first = add_point(**said, what="Ét", key="k1")
    assert add_point(**said, what="Ét", key="k1") == first
    for number in range(2, 6):
        add_point(**said, what="Flere", key=f"k{number}")
    with pytest.raises(Refused, match="fem fokuspunkter"):
        add_point(**said, what="Et sjette", key="k6")
    end_point(actor=mette, point=first)
    add_point(**said, what="Et sjette", key="k6")
    with pytest.raises(Refused, match="fem fokuspunkter"):
        reopen_point(actor=mette, point=first)


def test_two_who_write_at_once_lose_nothing(cast: Cast, client, sign_in, actor) -> None:
    found = focusing.point(actor(cast.mette), cast)
    write_part(actor=actor(cast.jonas), point=found, part="school", text="Jonas deler opgaven", n=1)
    sign_in(client, cast.mette)
    answer = client.post(f"{at(cast, found)}ord/school/", {"text": "Mette spørger ind oftere", "n": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jonas har ændret teksten imens: «Jonas deler opgaven»" in page and "Mette spørger ind oftere" in page
    assert FocusText.objects.get(part="school").text == "Jonas deler opgaven"


def test_what_is_typed_is_kept_and_gone_when_sent(cast: Cast, client, sign_in, actor) -> None:
    found = focusing.point(actor(cast.mette), cast)
    sign_in(client, cast.henrik)
    assert client.post(f"/kladder/fokus/{found.code}/home/", {"text": "Vi læser"}).status_code == 200
    assert "Vi læser" in client.get(at(cast, found)).content.decode()
    client.post(f"{at(cast, found)}ord/home/", {"text": "Vi læser højt", "n": 0})
    assert not Draft.objects.exists()


def test_a_pedagogue_who_leads_a_class_writes_all_of_it(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.sanne)
    code = cast.villads.code
    page = client.get(f"/elever/{code}/fokuspunkter/").content.decode()
    assert "Sproglig opmærksomhed" in page and "Matematisk opmærksomhed" in page and "Tanker om" not in page
    sent = {"about": "omr:sprog", "what": "At fortælle i rækkefølge", "school": "Vi leger historier", "key": "k"}
    assert client.post(f"/elever/{code}/fokuspunkter/", sent).status_code == 302
    found = FocusPoint.objects.get()
    assert (found.area, found.subject) == ("sprog", None)
    made_up = client.post(f"/elever/{code}/fokuspunkter/", sent | {"about": "omr:nej", "key": "n"})
    assert made_up.status_code == 422 and "At fortælle i rækkefølge" in made_up.content.decode()


def test_a_subject_teacher_writes_of_their_own_subject(cast: Cast, client, sign_in, actor) -> None:
    sign_in(client, cast.jonas)
    page = client.get(f"/elever/{cast.oskar.code}/fokuspunkter/").content.decode()
    assert "Matematik" in page and "Historie" not in page and "Alsidig" not in page
    sent = {"what": "x", "school": "", "key": "k"}
    at_all = f"/elever/{cast.oskar.code}/fokuspunkter/"
    assert client.post(at_all, sent | {"about": "fag:his"}).status_code == 403
    assert client.post(at_all, sent | {"about": "fag:mat"}).status_code == 302
    with pytest.raises(Http404):
        write_part(actor=actor(cast.otto), point=FocusPoint.objects.get(), part="what", text="y", n=1)


def test_an_intervention_is_the_teams_and_the_law_asks_for_its_follow_up(cast: Cast, client, sign_in, actor) -> None:
    mette = actor(cast.mette)
    said = {"actor": mette, "pupil": cast.oskar, "subject": None}
    found = begin_intervention(**said, text="Læsemakker to gange om ugen", key="k")
    assert begin_intervention(**said, text="Læsemakker to gange om ugen", key="k") == found
    sign_in(client, cast.mette)
    focusing.point(mette, cast)
    assert "hvordan I følger op" in plan(client, cast)
    follow_up(actor=mette, intervention=found, text="Han læser 60 ord i minuttet", on=TODAY, n=1)
    page = plan(client, cast)
    assert "hvordan I følger op" not in page and "Han læser 60 ord" in page
    with pytest.raises(Refused) as stale:
        follow_up(actor=mette, intervention=found, text="Andet", on=None, n=1)
    assert stale.value.status == 409
    sign_in(client, cast.henrik)
    assert "Læsemakker" not in plan(client, cast)
    end_intervention(actor=mette, intervention=found)
    assert Intervention.objects.filter(end=None).count() == 0


def test_a_class_works_on_something_too(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.mette)
    where = f"/klasser/{cast.g5b.code}/fokus/"
    sent = {"what": "At lytte til hinanden", "school": "Vi øver på skift", "home": "Spørg til ugens lytter"}
    assert client.post(where, sent | {"key": "k"}).status_code == 302
    row = ClassFocus.objects.get()
    assert client.post(where, sent | {"what": "At lytte", "code": row.code, "n": 1, "key": "m"}).status_code == 302
    stale = client.post(where, sent | {"what": "Noget andet", "code": row.code, "n": 1, "key": "o"})
    assert stale.status_code == 409 and ClassFocus.objects.get().what == "At lytte"
    for person in (cast.oskar, cast.henrik, cast.jonas):
        sign_in(client, person)
        page = client.get(where).content.decode()
        assert "At lytte" in page and "<textarea" not in page and "Hele 5.B" in plan(client, cast)
    sign_in(client, cast.mette)
    client.post(f"{where}{row.code}/afslutning/")
    assert "At lytte" not in client.get(where).content.decode()


@pytest.mark.parametrize(
    ("grade", "told", "lacks"),
    [
        (0, {"tal"}, ["sprog"]),
        (3, {"dan", "mat"}, []),
        (8, {"dan", "mat"}, ["uddannelse"]),
        (8, {"dan", "uddannelse"}, ["mat"]),
        (None, set(), []),
    ],
)
def test_the_law_knows_the_grades(grade: int | None, told: set[str], lacks: list[str]) -> None:
    assert [each.key for each in law.lacking(grade, told, TODAY)] == lacks
    assert law.lacking(3, {"dan", "mat"}, TODAY, is_challenged=True)[0].key == law.CHALLENGE
    assert not law.lacking(3, set(), TODAY.replace(year=2021)), "before it was the law"


ASKED = {"focus_point": 14, "focus_part": 19, "focus_points": 15, "class_focus": 8}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), ASKED.items())
def test_pages_cost_the_same_however_many(
    cast: Cast, client, sign_in, actor, django_assert_num_queries, rows: int, name: str, queries: int
) -> None:
    mette = actor(cast.mette)
    found = [focusing.point(mette, cast, f"Nummer {number}") for number in range(rows)][0]
    for number in range(rows):
        end_point(actor=mette, point=focusing.point(mette, cast, "Forbi"))
        focusing.support(actor(cast.henrik if number else cast.signe), found, "Vi læser")
        ClassFocus.objects.create(group=cast.g5b, what="x", by=cast.mette, at=mette.now, key=work.key())
    sign_in(client, cast.mette)
    codes = {
        "focus_points": [cast.oskar.code],
        "class_focus": [cast.g5b.code],
        "focus_part": [cast.oskar.code, found.code, "what"],
    }
    where = reverse(name, args=codes.get(name, [cast.oskar.code, found.code]))
    client.get(f"/klasser/{cast.g5b.code}/fokus/")
    with django_assert_num_queries(queries):
        client.post(where, {"text": "", "n": 1}) if name == "focus_part" else client.get(where)


@pytest.mark.parametrize(
    ("where", "sent", "typed"),
    [
        ("fokuspunkter/", {"about": "fag:nej", "what": "Ordene", "school": "Skolens ord", "key": "k"}, "Skolens ord"),
        ("fokuspunkter/", {"about": "fag:dan", "what": "Ordene bliver", "key": "k" * 99}, "Ordene bliver"),
        ("aftaler/", {"text": "Læse højt", "point": "000000000000", "key": "k"}, "Læse højt"),
        ("indsatser/", {"text": "Fast plads", "subject": "000000000000", "key": "k"}, "Fast plads"),
        ("plan/saetninger/", {"text": "Egne ord", "subject": "000000000000", "key": "k"}, "Egne ord"),
    ],
)
def test_a_made_up_choice_gives_the_words_back_with_a_sentence(client, cast, sign_in, where, sent, typed):
    sign_in(client, cast.mette)
    answer = client.post(f"/elever/{cast.oskar.code}/{where}", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and typed in page
    assert "ord står her stadig" in page and not FocusPoint.objects.exists()


def test_a_child_answers_by_face_and_voice_and_a_new_answer_takes_the_place_of_both(cast, client, sign_in, actor):
    found = add_point(
        actor=actor(cast.sanne), pupil=cast.villads, subject=None, area="sprog", what="Lytte", school="", key="v"
    )
    show_point(actor=actor(cast.sanne), point=found)
    place, own = at(cast, found).replace(cast.oskar.code, cast.villads.code), f"{cast.villads.code}"
    sign_in(client, cast.villads)
    voice = SimpleUploadedFile("ord.wav", samples.wav(), content_type="audio/wav")
    assert client.post(f"{place}ord/pupil/", {"face": "Det går godt.", "sound": voice, "n": 0}).status_code == 302
    words = found.texts.get(part="pupil")
    assert words.text == "Det går godt." and client.get(f"{place}lyd/").status_code == 200
    assert client.post(f"{place}ord/pupil/", {"face": "Det er svært.", "n": words.n}).status_code == 302
    words.refresh_from_db()
    assert (words.text, words.sound) == ("Det er svært.", None) and client.get(f"{place}lyd/").status_code == 404
    broken = SimpleUploadedFile("ord.wav", b"intet", content_type="audio/wav")
    assert client.post(f"{place}ord/pupil/", {"sound": broken, "n": words.n}).status_code in (415, 422)
    assert "Det er svært." in client.get(f"/elever/{own}/plan/").content.decode()
