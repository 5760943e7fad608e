"""The week's pages: one class, and all of one's own, by teacher, pupil, home and whoever has nothing to do with it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from spor.access.models import Draft
from spor.base.codes import new_code
from spor.curriculum.models import Subject
from spor.teaching.actions.say_in_week import Said, add_line
from spor.teaching.actions.share_week import share_week
from spor.teaching.models import WeekShare, WeekWords
from tests.rooms.teaching import plans
from tests.rooms.teaching.plans import FRIDAY, MONDAY

WEEK = ("2026", "49")


@pytest.fixture
def lesson(cast):
    plans.run(cast)
    return plans.lesson(cast, 2, 8, cast.dansk)


def _anchor(subject: Subject) -> str:
    return f"fag-{subject.code}-2026-12-01"


def test_the_teacher_changes_a_line_and_the_home_reads_it_once_shared(client, cast, sign_in, lesson):
    sign_in(client, cast.mette)
    own = client.get(reverse("week_of", args=WEEK)).content.decode()
    assert "Uge 49" in own
    anchor = _anchor(cast.dansk)
    opened = client.get(f"{reverse('week_of', args=WEEK)}?ret={cast.g5b.code}.{anchor}").content.decode()
    assert 'value="Skriv krogen"' in opened
    sent = {"what": "Vi går i skoven", "bring": "sko", "key": new_code(), "back": "egen"}
    answer = client.post(reverse("week_line", args=[cast.g5b.code, *WEEK, anchor]), sent)
    assert answer["Location"] == f"/ugen/2026-49/#{cast.g5b.code}-{anchor}"
    sign_in(client, cast.henrik)
    assert "Ugen er ikke delt endnu" in client.get(reverse("week_of", args=WEEK)).content.decode()
    sign_in(client, cast.mette)
    client.post(reverse("week_share_all", args=WEEK))
    for person in (cast.henrik, cast.oskar):
        sign_in(client, person)
        for address in (reverse("week_of", args=WEEK), reverse("group_week", args=[cast.g5b.code, *WEEK])):
            page = client.get(address).content.decode()
            assert "Vi går i skoven" in page, person
            assert "Husk: sko" in page
            assert "Novelle" in page
            assert "?ret=" not in page  # nothing to change for them


def test_sharing_says_so_and_is_undone(client, cast, sign_in, lesson):
    sign_in(client, cast.jonas)
    page = client.post(reverse("week_share", args=[cast.g5b.code, *WEEK]), follow=True).content.decode()
    assert "Delt af Jonas Beck" in page
    assert reverse("week_closing", args=[cast.g5b.code, *WEEK]) in page
    client.post(reverse("week_closing", args=[cast.g5b.code, *WEEK]))
    assert WeekShare.objects.get().ended_at is not None
    assert "Der er ingen uger at dele" not in page
    client.post(reverse("week_share_all", args=WEEK))
    assert (
        "Der er ingen uger at dele" in client.post(reverse("week_share_all", args=WEEK), follow=True).content.decode()
    )


def test_a_line_is_added_and_taken_off_with_a_way_back(client, cast, sign_in):
    sign_in(client, cast.mette)
    place = [cast.g5b.code, *WEEK]
    form = client.get(f"{reverse('group_week', args=place)}?ret={cast.g5b.code}.ny").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    sent = {"day": FRIDAY.isoformat(), "subject": cast.dansk.code, "what": "Kagedag", "bring": "kage", "key": key}
    for _ in range(2):
        client.post(reverse("week_lines", args=place), sent)
    words = WeekWords.objects.get()
    anchor = f"ord-{words.code}"
    page = client.post(reverse("week_line_removal", args=[*place, anchor]), follow=True).content.decode()
    assert "Kagedag" not in page
    client.post(reverse("week_line_return", args=[*place, words.code]))
    assert "Kagedag" in client.get(reverse("group_week", args=place)).content.decode()


def test_what_cannot_be_saved_stays_in_the_form(client, cast, sign_in, lesson):
    sign_in(client, cast.mette)
    place = [cast.g5b.code, *WEEK]
    long = client.post(reverse("week_line", args=[*place, _anchor(cast.dansk)]), {"what": "x" * 301, "key": "k"})
    assert long.status_code == 422
    assert "Højst 300 tegn" in long.content.decode()
    empty = client.post(reverse("week_lines", args=place), {"day": FRIDAY.isoformat(), "bring": "", "key": "k"})
    assert empty.status_code == 422
    assert "Skriv, hvad I skal" in empty.content.decode()
    assert not WeekWords.objects.exists()


def test_a_week_the_year_does_not_have_is_nowhere(client, cast, sign_in):
    sign_in(client, cast.mette)
    assert client.get("/ugen/2025-53/").status_code == 404
    assert client.get(f"/klasser/{cast.g5b.code}/ugen/2026-54/").status_code == 404
    assert client.get("/ugen/2026-53/").status_code == 200


def test_on_saturday_the_coming_week_is_meant(client, cast, sign_in, set_clock, now):
    sign_in(client, cast.mette)
    assert "Uge 48" in client.get(reverse("week")).content.decode()
    set_clock(now + dt.timedelta(days=3))
    assert "Uge 49" in client.get(reverse("week")).content.decode()


def _filled(cast, mette, many: int) -> None:
    """So many forløb, lessons and lines of their own in 5.B, in the tests' week and the next."""
    for number in range(many):
        plans.run(cast, title=f"Forløb {number}")
        plans.lesson(cast, number + 1, 8, cast.dansk)
        for first in (MONDAY, MONDAY - dt.timedelta(days=7)):
            day, said = first + dt.timedelta(days=4), Said(f"Linje {number}")
            add_line(actor=mette, group=cast.g5b, monday=first, day=day, subject=cast.dansk, said=said, key=new_code())
    share_week(actor=mette, group=cast.g5b, monday=MONDAY)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("week", 19), ("week_of", 19), ("group_week", 18)])
def test_pages_of_weeks_cost_the_same_however_full(
    client, cast, actor, sign_in, many, name, queries, django_assert_num_queries
):
    _filled(cast, actor(cast.mette), many)
    sign_in(client, cast.mette)
    place = {"week": [], "week_of": WEEK, "group_week": [cast.g5b.code, *WEEK]}[name]
    with django_assert_num_queries(queries):
        page = client.get(reverse(name, args=place)).content.decode()
    assert page.count("Linje ") == many


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("week_lines", 19), ("week_line", 26)])
def test_forms_that_come_back_cost_the_same_however_full(
    client, cast, actor, sign_in, many, name, queries, django_assert_num_queries
):
    _filled(cast, actor(cast.mette), many)
    sign_in(client, cast.mette)
    place = [cast.g5b.code, *WEEK]
    place += [f"fag-{cast.dansk.code}-{MONDAY}"] if name == "week_line" else []
    with django_assert_num_queries(queries):
        assert client.post(reverse(name, args=place), {"what": "x" * 301, "day": FRIDAY}).status_code == 422


def test_two_who_change_a_line_at_once_lose_no_word(client, cast, sign_in, lesson):
    """The second sees the first one's words beside the own, which stand in the field, and saves again knowing both."""
    anchor = _anchor(cast.dansk)
    place = reverse("week_line", args=[cast.g5b.code, *WEEK, anchor])
    sign_in(client, cast.jonas)
    assert client.post(place, {"what": "Vi går ud", "bring": "sko", "key": new_code(), "seen": ""}).status_code == 302
    sign_in(client, cast.mette)  # she opened the line before he saved
    late = client.post(place, {"what": "Vi skriver krogen", "bring": "", "key": new_code(), "seen": ""})
    page = late.content.decode()
    assert late.status_code == 409 and "Jonas har ændret linjen imens: «Vi går ud · sko»" in page
    assert 'value="Vi skriver krogen"' in page and WeekWords.objects.get().what == "Vi går ud"
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    both = {"what": "Vi går ud og skriver krogen", "bring": "sko", "key": new_code(), "seen": seen[1]}
    assert client.post(place, both).status_code == 302
    assert WeekWords.objects.get().what == "Vi går ud og skriver krogen"


def test_what_is_typed_on_a_line_waits_as_a_draft_until_it_is_saved(client, cast, sign_in, lesson):
    sign_in(client, cast.mette)
    anchor = _anchor(cast.dansk)
    opened = f"{reverse('week_of', args=WEEK)}?ret={cast.g5b.code}.{anchor}"
    field = reverse("draft", args=["ugeord-2026-49", cast.g5b.code, f"{anchor}_bring"])
    assert field in client.get(opened).content.decode()
    assert client.post(field, {"text": "gummistøvler", "base": "", "stamp": "a.1"}).status_code == 200
    assert 'value="gummistøvler"' in client.get(opened).content.decode()
    place = reverse("week_line", args=[cast.g5b.code, *WEEK, anchor])
    client.post(place, {"what": "Skoven", "bring": "gummistøvler", "key": new_code(), "seen": ""})
    assert not Draft.objects.exists()
