"""The pages, as they work without JavaScript: every form posts, every word that is typed comes back."""

import re

import pytest
from django.urls import reverse

from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.models import Author, Block, Forloeb
from spor.forloeb.texts import GoalText

KINDS = ["text", "goals", "activity", "resource", "assignment"]
SCRIPT = '<script>alert("x")</script>'


def _page(forloeb):
    return reverse("forloeb", args=[forloeb.code])


def _at(name, forloeb, block, *more):
    return reverse(name, args=[forloeb.code, block.code, *more])


def _start(client, **typed):
    page = client.get(reverse("forloeb_start")).content.decode()
    key = re.search(r'name="key" value="(\w+)"', page)[1]
    school = re.search(r'name="school" value="(\w+)"', page)[1]
    return {"key": key, "school": school, "title": "Gys", "subject": "", "from_week": "", "to_week": "", **typed}


def test_a_title_begins_a_forloeb(mine, cast):
    typed = _start(mine, subject=str(cast.dansk.pk), from_week="46", to_week="50", grade="5")
    answer = mine.post(reverse("forloeb_start"), typed, follow=True)
    forloeb = Forloeb.objects.get()
    assert answer.redirect_chain == [(_page(forloeb), 302)]
    assert (forloeb.school, forloeb.subject, forloeb.from_week, forloeb.week_year) == (
        cast.kastanje,
        cast.dansk,
        46,
        2026,
    )
    assert "Uge 48" in answer.content.decode()
    mine.post(reverse("forloeb_start"), typed)
    assert Forloeb.objects.count() == 1


def test_nothing_but_a_title_is_needed(mine):
    mine.post(reverse("forloeb_start"), _start(mine))
    assert Forloeb.objects.get().subject is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": " "}, "Giv forløbet en titel"),
        ({"title": "x" * 300}, "Teksten er på 300 tegn, og der er plads til 200"),
        ({"from_week": "60"}, "Ugerne går fra 1 til 53"),
        ({"from_week": "efterår"}, "Skriv ugens nummer"),
        ({"to_week": "50"}, "Hvilken uge begynder det i?"),
        ({"subject": "999999"}, "Vælg"),
    ],
)
def test_what_cannot_be_used_is_said_in_danish_and_stays_typed(mine, typed, words):
    answer = mine.post(reverse("forloeb_start"), _start(mine, **typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    for value in typed.values():
        if value != "999999":
            assert f'value="{value.strip()}' in page
    assert not Forloeb.objects.exists()


def test_those_who_teach_nowhere_have_no_forloeb_pages(cast, client, sign_in):
    for person in (cast.oskar, cast.henrik, cast.rikke, cast.stranger):
        sign_in(client, person)
        assert client.get(reverse("forloeb_list")).status_code == 404
        assert client.get(reverse("forloeb_start")).status_code == 404


def test_three_lines_are_a_forloeb_also_without_script(mine, forloeb):
    mine.post(reverse("forloeb_blocks", args=[forloeb.code]), {"kind": "text", "key": new_code()})
    block = forloeb.blocks.get(kind="text")
    lines = "Vi læser en novelle.\nVi skriver en selv.\nVi læser op."
    answer = mine.post(_at("forloeb_block", forloeb, block), {"base": block.head.base, "title": "", "body": lines})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#blok-{block.code}")
    assert "Vi skriver en selv." in mine.get(_page(forloeb)).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_is_written_and_read(mine, cast, forloeb, kind):
    mine.post(reverse("forloeb_blocks", args=[forloeb.code]), {"kind": kind, "key": new_code()})
    block = forloeb.blocks.get(kind=kind)
    if kind in ("goals", "assignment"):
        mine.post(_at("forloeb_goals", forloeb, block), {"goal": cast.goals[0].code})
        block.refresh_from_db()
    goal = cast.goals[0].code
    typed = {
        "base": block.head.base,
        "title": "Overskriften",
        "body": "Brødteksten",
        "url": "www.skole.example/uhygge",
        "due_week": "48",
        "by_group": "on",
        "goal": [goal],
        f"said_{goal}": "Jeg finder selv svar",
        f"sign_{goal}_2": "Finder ét svar med hjælp",
    }
    assert mine.post(_at("forloeb_block", forloeb, block), typed).status_code == 302
    block.refresh_from_db()
    assert (block.head.title, block.head.body) == ("Overskriften", "Brødteksten")
    seen = mine.get(reverse("forloeb_preview", args=[forloeb.code])).content.decode()
    assert "Overskriften" in seen
    if kind in ("goals", "assignment"):
        assert "Jeg finder selv svar" in seen
        assert "Finder ét svar med hjælp" in seen
    if kind == "resource":
        assert 'href="https://www.skole.example/uhygge"' in seen
    if kind == "assignment":
        assert (block.head.due_week, block.head.by_group, block.head.wants_levels) == (48, True, False)
        assert "afleveres i uge 48" in seen


def test_a_block_that_is_no_kind_is_refused(mine, forloeb):
    for kind in ("front", "", "sql"):
        mine.post(reverse("forloeb_blocks", args=[forloeb.code]), {"kind": kind, "key": new_code()})
    assert forloeb.blocks.count() == 1


def test_too_long_a_title_stays_typed_and_says_so(mine, forloeb, put):
    block = put(forloeb, body="Før")
    typed = {"base": block.head.base, "title": "x" * 300, "body": "Mange gode ord"}
    answer = mine.post(_at("forloeb_block", forloeb, block), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Teksten er på 300 tegn, og der er plads til 200" in page
    assert "x" * 300 in page
    assert "Mange gode ord" in page
    said = mine.post(_at("forloeb_block", forloeb, block), typed, headers={"Accept": "application/json"})
    assert said.status_code == 422
    assert "plads til 200" in said.json()["refused"]


@pytest.mark.parametrize("kind", KINDS)
def test_script_in_every_field_is_text(mine, cast, begin, put, kind):
    forloeb = begin(title=SCRIPT, body=SCRIPT)
    said = {"title": SCRIPT, "body": SCRIPT, "url": f"javascript:{SCRIPT}"}
    if kind in ("goals", "assignment"):
        said["goals"] = (GoalText(cast.goals[0].pk, SCRIPT, (SCRIPT,) * 4),)
    block = put(forloeb, kind, **said)
    actions.publish(actor=_actor(cast.mette), forloeb=forloeb, key=new_code())
    addresses = [_page(forloeb), reverse("forloeb_preview", args=[forloeb.code]), reverse("forloeb_list")]
    addresses.append(_at("forloeb_history", forloeb, block))
    for address in addresses:
        page = mine.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert 'href="javascript:' not in page


def _actor(person):
    from spor.access.actor import Actor
    from tests.cast import NOW

    return Actor(person.pk, NOW, account_id=person.account.pk, mfa=True, substantial=True)


def test_a_post_that_lost_a_race_shows_both_texts(mine, cast, shared, jonas, put, write):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Jonas skrev først", base=base)
    answer = mine.post(_at("forloeb_block", shared, block), {"base": base, "title": "", "body": "Mette skrev også"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Begge udgaver er gemt" in page
    assert "Jonas skrev først" in page
    assert "Mette skrev også" in page
    side = block.versions.get(is_side=True)
    assert "Se forskellen" in mine.get(_page(shared)).content.decode()
    choose = _at("forloeb_conflict", shared, block, side.code)
    mine.post(choose, {"choice": "both", "body": "Begge dele"})
    block.refresh_from_db()
    assert block.head.body == "Begge dele"
    assert "Se forskellen" not in mine.get(_page(shared)).content.decode()


def test_the_writing_script_gets_the_conflict_as_words(mine, shared, jonas, put, write):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Jonas", base=base)
    typed = {"base": base, "title": "", "body": "Mette"}
    answer = mine.post(_at("forloeb_block", shared, block), typed, headers={"Accept": "application/json"})
    said = answer.json()
    assert answer.status_code == 409
    assert said["note"] == "Jonas Beck har skrevet her imens. Begge udgaver er gemt."
    assert (said["yours"], said["theirs"]) == ("Mette", "Jonas")
    assert mine.get(said["url"]).status_code == 200


def test_a_deleted_block_comes_back_by_undo(mine, forloeb, put):
    block = put(forloeb, title="Respons i makkerpar")
    page = mine.post(_at("forloeb_block_removal", forloeb, block), follow=True).content.decode()
    assert "«Respons i makkerpar» er slettet." in page
    undo = _at("forloeb_block_return", forloeb, block)
    assert f'action="{undo}"' in page
    assert f'id="blok-{block.code}"' not in page
    mine.post(undo)
    assert f'id="blok-{block.code}"' in mine.get(_page(forloeb)).content.decode()


def test_the_front_is_neither_deleted_nor_moved(mine, forloeb, put):
    put(forloeb)
    mine.post(_at("forloeb_block_removal", forloeb, forloeb.front))
    mine.post(_at("forloeb_block_place", forloeb, forloeb.front), {"to": "down"})
    assert mine.get(_page(forloeb)).status_code == 200


def test_blocks_move_one_place_at_a_time(mine, forloeb, put):
    blocks = [put(forloeb, title=name) for name in ("Et", "To", "Tre")]

    def order():
        rows = Block.objects.filter(forloeb=forloeb).exclude(kind="front").select_related("head")
        return [block.head.title for block in sorted(rows, key=lambda block: block.rank)]

    mine.post(_at("forloeb_block_place", forloeb, blocks[2]), {"to": "up"})
    assert order() == ["Et", "Tre", "To"]
    answer = mine.post(
        _at("forloeb_block_place", forloeb, blocks[0]), {"to": "up"}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 204
    assert order() == ["Et", "Tre", "To"]
    mine.post(_at("forloeb_block_place", forloeb, blocks[0]), {"to": "down"})
    mine.post(_at("forloeb_block_place", forloeb, blocks[0]), {"to": "down"})
    assert order() == ["Tre", "To", "Et"]
    for _ in range(300):
        mine.post(_at("forloeb_block_place", forloeb, blocks[1]), {"to": "up"}, headers={"X-Requested-With": "fetch"})
        mine.post(_at("forloeb_block_place", forloeb, blocks[2]), {"to": "up"}, headers={"X-Requested-With": "fetch"})
    assert max(len(rank) for rank in Block.objects.values_list("rank", flat=True)) <= 51


def test_goals_are_found_by_a_word_with_their_path(mine, cast, forloeb, put):
    block = put(forloeb, "goals")
    page = mine.get(_at("forloeb_goals", forloeb, block), {"q": "brøk"}).content.decode()
    assert "Eleven kan anvende brøker" in page
    assert "Matematik · efter 6. klasse" in page
    assert "fra alle fag" in page
    suggested = mine.get(_at("forloeb_goals", forloeb, block)).content.decode()
    assert "fra forløbets fag og klassetrin" in suggested
    assert "Eleven kan søge information" in suggested
    assert "brøker" not in suggested
    assert "Vi fandt ikke «xyz»" in mine.get(_at("forloeb_goals", forloeb, block), {"q": "xyz"}).content.decode()


def test_a_chosen_goal_stands_in_the_block_and_goes_out_again(mine, cast, forloeb, put):
    block = put(forloeb, "goals")
    mine.post(_at("forloeb_goals", forloeb, block), {"goal": cast.goals[0].code})
    page = mine.get(_page(forloeb)).content.decode()
    assert "Eleven kan søge information" in page
    assert "Jeg kan finde svar i en tekst" in page
    mine.post(_at("forloeb_goal_removal", forloeb, block, cast.goals[0].code))
    assert "Eleven kan søge information" not in mine.get(_page(forloeb)).content.decode()
    gone = mine.post(_at("forloeb_goals", forloeb, block), {"goal": "0" * 12})
    assert gone.status_code == 422


def test_a_colleague_writes_along_and_stops_again(mine, cast, client, sign_in, forloeb):
    authors = reverse("forloeb_authors", args=[forloeb.code])
    found = mine.get(authors, {"q": "JON"}).content.decode()
    assert "Jonas Beck" in found
    assert "Birgitte" not in found
    assert "Otto" not in mine.get(authors).content.decode()
    mine.post(authors, {"person": cast.jonas.code})
    mine.post(authors, {"person": cast.otto.code})
    assert Author.objects.filter(forloeb=forloeb).count() == 2
    sign_in(client, cast.jonas)
    assert "Gys og gru" in client.get(reverse("forloeb_list")).content.decode()
    assert client.get(authors).status_code == 403
    client.post(reverse("forloeb_author_removal", args=[forloeb.code, cast.mette.code]))
    client.post(reverse("forloeb_author_removal", args=[forloeb.code, cast.jonas.code]))
    assert client.get(_page(forloeb)).status_code == 403
    assert list(Author.objects.filter(to_at=None).values_list("person", flat=True)) == [cast.mette.pk]


def test_the_owner_stays(mine, cast, forloeb):
    mine.post(reverse("forloeb_author_removal", args=[forloeb.code, cast.mette.code]))
    assert mine.get(_page(forloeb)).status_code == 200


def test_history_shows_what_changed_and_fetches_it_again(mine, shared, jonas, put, write):
    block = put(shared, body="En mørk nat")
    write(jonas, block, "En mørk og stormfuld nat")
    page = mine.get(_at("forloeb_history", shared, block)).content.decode()
    assert "<ins>og stormfuld </ins>" in page
    first = block.versions.get(n=1)
    older = mine.get(_at("forloeb_history", shared, block), {"udgave": first.code}).content.decode()
    assert "Hent denne udgave frem" in older
    mine.post(_at("forloeb_version", shared, block, first.code))
    block.refresh_from_db()
    assert block.head.body == "En mørk nat"


def test_publishing_makes_an_edition(mine, forloeb, put):
    put(forloeb, body="Et")
    editions = reverse("forloeb_editions", args=[forloeb.code])
    assert "Udgiv" in mine.get(_page(forloeb)).content.decode()
    key = new_code()
    for _ in range(2):
        mine.post(editions, {"key": key})
    assert forloeb.editions.count() == 1
    page = mine.get(_page(forloeb)).content.decode()
    assert "1. udgave" in page
    assert "data-unpublished hidden" in page
    put(forloeb, body="To")
    assert "data-unpublished hidden" not in mine.get(_page(forloeb)).content.decode()


def test_weeks_and_subject_can_be_changed(mine, cast, forloeb):
    frame = reverse("forloeb_frame", args=[forloeb.code])
    typed = {"subject": str(cast.historie.pk), "from_week": "50", "to_week": "2", "grade": ""}
    page = mine.post(frame, typed, follow=True).content.decode()
    assert "Uge 53" in page
    assert "Uge 1<" in page
    assert "Historie" in page
    wrong = mine.post(frame, typed | {"from_week": "99"})
    assert wrong.status_code == 422
    assert "Ugerne går fra 1 til 53" in wrong.content.decode()


def test_a_block_is_not_reached_through_another_forloeb(mine, begin, put):
    mine_too, other = begin(), begin(title="Et andet")
    block = put(other)
    names = ["forloeb_block_place", "forloeb_block_removal", "forloeb_block_return", "forloeb_goals", "forloeb_history"]
    for name in names:
        answer = mine.get(_at(name, mine_too, block)) if "hist" in name else mine.post(_at(name, mine_too, block))
        assert answer.status_code == 404


@pytest.mark.parametrize("person", ["otto", "oskar", "henrik", "rikke", "stranger"])
def test_strangers_get_the_same_nothing(cast, client, sign_in, forloeb, put, person):
    block = put(forloeb)
    sign_in(client, cast.people[person])
    nothing = client.get(reverse("forloeb", args=["0" * 12]))
    addresses = [
        _page(forloeb),
        reverse("forloeb_preview", args=[forloeb.code]),
        _at("forloeb_history", forloeb, block),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.content == nothing.content
    saved = client.post(_at("forloeb_block", forloeb, block), {"base": "", "body": "x"})
    assert saved.status_code == 404


def test_a_post_in_a_dead_session_gives_the_text_back(mine, client, forloeb, put):
    block = put(forloeb)
    client.logout()
    typed = {"base": block.head.base, "title": "", "body": "Skrevet i 45 minutter"}
    answer = client.post(_at("forloeb_block", forloeb, block), typed, headers={"Origin": "http://testserver"})
    assert answer.status_code == 401
    assert "Skrevet i 45 minutter" in answer.content.decode()
    assert block.versions.count() == 1
