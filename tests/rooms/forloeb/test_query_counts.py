"""No page asks more of the database because there is more on it. Session, account and relations are three of each number."""

import pytest
from django.urls import reverse

from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.texts import GoalText
from tests.cast import NOW

KINDS = ["text", "goals", "activity", "resource", "assignment"]


@pytest.fixture
def mine(cast, client, sign_in, monkeypatch):
    """Signed in as Mette, without the frame: what it asks is counted where it is made."""
    from spor.home import navigation

    monkeypatch.setattr(navigation, "_shell", lambda request: navigation.NOBODY)
    sign_in(client, cast.mette)
    client.get(reverse("forloeb_list"))  # the session is seen, the icons are looked up
    return client


@pytest.fixture
def full(cast, begin, put, mette):
    """`full(rows)` → a forløb with `rows` blocks of each kind, authors and editions."""

    def make(rows):
        forloeb = begin()
        for number in range(rows):
            for kind in KINDS:
                goals = tuple(GoalText(goal.pk, "Jeg kan", ("a", "b", "c", "d")) for goal in cast.goals[:rows])
                put(forloeb, kind, title=f"{kind} {number}", goals=goals if kind in ("goals", "assignment") else ())
            actions.publish(actor=mette, forloeb=forloeb, key=new_code())
        for person in [cast.jonas, cast.birgitte, cast.sanne][:rows]:
            actions.add_author(actor=mette, forloeb=forloeb, person=person)
        return forloeb

    return make


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list(mine, full, rows, django_assert_num_queries):
    for _ in range(rows):
        full(rows)
    with django_assert_num_queries(6):
        page = mine.get(reverse("forloeb_list"))
    assert page.content.decode().count('class="unit"') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    with django_assert_num_queries(13):
        page = mine.get(reverse("forloeb", args=[forloeb.code]))
    assert page.content.decode().count('class="blk"') == 5 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    with django_assert_num_queries(11):
        mine.get(reverse("forloeb_preview", args=[forloeb.code]))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_start_page(mine, full, rows, django_assert_num_queries):
    full(rows)
    with django_assert_num_queries(7):
        mine.get(reverse("forloeb_start"))


@pytest.mark.parametrize("rows", [1, 3])
def test_goals_to_choose_from(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    block = forloeb.blocks.filter(kind="goals").first()
    with django_assert_num_queries(11):
        mine.get(reverse("forloeb_goals", args=[forloeb.code, block.code]))


@pytest.mark.parametrize("rows", [1, 3])
def test_colleagues_to_write_with(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    with django_assert_num_queries(14):
        mine.get(reverse("forloeb_authors", args=[forloeb.code]))


@pytest.mark.parametrize("rows", [1, 3])
def test_history(cast, mine, full, write, rows, django_assert_num_queries):
    forloeb = full(1)
    block = forloeb.blocks.filter(kind="text").first()
    for number in range(rows):
        write(Actor(cast.mette.pk, NOW), block, f"Udgave {number}")
        actions.publish(actor=Actor(cast.mette.pk, NOW), forloeb=forloeb, key=new_code())
    with django_assert_num_queries(9):
        mine.get(reverse("forloeb_history", args=[forloeb.code, block.code]))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_conflict(shared, mine, jonas, mette, put, write, rows, django_assert_num_queries):
    block = put(shared, body="Fælles")
    base = block.head.base
    write(jonas, block, "Jonas", base=base)
    for number in range(rows):
        side = write(mette, block, f"Mette {number}", base=base).version
    with django_assert_num_queries(10):
        mine.get(reverse("forloeb_conflict", args=[shared.code, block.code, side.code]))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_save(cast, mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    block = forloeb.blocks.filter(kind="text").select_related("head").first()
    typed = {"base": block.head.base, "title": "Ny", "body": "Tekst"}
    with django_assert_num_queries(20):
        mine.post(
            reverse("forloeb_block", args=[forloeb.code, block.code]), typed, headers={"Accept": "application/json"}
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_with_a_word_beside_a_field(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    block = forloeb.blocks.filter(kind="resource").first()
    with django_assert_num_queries(15):
        answer = mine.post(reverse("forloeb_block_file", args=[forloeb.code, block.code]))
    assert answer.status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_with_a_word_beside_the_weeks(mine, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    with django_assert_num_queries(21):
        answer = mine.post(reverse("forloeb_frame", args=[forloeb.code]), {"from_week": "99"})
    assert answer.status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_look_of_a_goal(mine, cast, full, rows, django_assert_num_queries):
    forloeb = full(rows)
    block = forloeb.blocks.filter(kind="goals").first()
    with django_assert_num_queries(8):
        mine.get(reverse("forloeb_goal", args=[forloeb.code, block.code, cast.goals[0].code]))
