"""The front pages and the class, for each audience."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.base.files import store
from spor.forloeb.models import Block
from spor.people.models import Membership, Person, Post
from spor.teaching.models import Lesson
from tests.cast import NOW, TODAY, YEAR_STARTS, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("mette", "Venter på feedback"),
        ("ida", "Din dag"),
        ("viggo", "Det skal du nå"),
        ("villads", "Vis hvad du har lavet"),
        ("henrik", "Elevplan"),
        ("susanne", "Sådan står det til"),
        ("lone", "Giv en vikar en klasse"),
        ("jan", "Skolerne"),
        ("rikke", "Intet haster"),
        ("stranger", "Du er ikke knyttet til en elev eller en klasse"),
        ("jens", "Du er ikke knyttet til en elev eller en klasse"),
    ],
)
def test_each_lands_on_a_page_of_their_own(client, cast: Cast, sign_in, who, sees):
    sign_in(client, cast.people[who])
    answer = client.get("/")
    assert answer.status_code == 200
    assert sees in answer.content.decode()


def test_a_teacher_who_is_also_a_parent_has_both(client, cast: Cast, sign_in):
    sign_in(client, cast.mette)
    page = client.get("/").content.decode()
    assert "Din dag" in page
    assert cast.magnus.first_name in page


def test_the_class_is_for_those_around_it(client, cast: Cast, sign_in):
    address = reverse("group", args=[cast.g5b.code])
    for who, status in {
        "mette": 200,
        "viggo": 200,
        "nina": 200,
        "ida": 200,
        "birgitte": 200,
        "otto": 404,
        "jens": 404,
    }.items():
        sign_in(client, cast.people[who])
        assert client.get(address).status_code == status, who


def test_a_protected_pupil_is_shown_by_the_alias(client, cast: Cast, sign_in):
    sign_in(client, cast.viggo)
    page = client.get(reverse("group", args=[cast.g5b.code])).content.decode()
    assert cast.noor.name in page
    assert cast.noor.family_name not in page


def test_the_menu_leads_somewhere_for_everybody(client, cast: Cast, sign_in):
    """Whoever sees a way to go may go it: a substitute, a home, a leader as well as a teacher."""
    for who, person in cast.people.items():
        sign_in(client, person)
        shell = client.get("/").context["shell"]
        for item in (*shell.items, *shell.tabs, *shell.classes):
            assert client.get(item.url, follow=True).status_code == 200, (who, item.label)


def test_a_substitute_has_the_day_of_the_covered_class_and_nothing_to_answer(client, cast: Cast, sign_in):
    hours = {"starts_at": dt.time(8, 15), "ends_at": dt.time(9, 45), "weekday": TODAY.isoweekday()}
    Lesson.objects.create(group=cast.g5b, teacher=cast.mette, from_on=YEAR_STARTS, source="test", **hours)
    sign_in(client, cast.ida)
    page = client.get("/").content.decode()
    assert "5.B" in page
    assert "Ingen timer i dag" not in page
    assert "Venter på feedback" not in page
    assert reverse("capture") not in page


def test_an_employee_without_classes_may_begin_a_forloeb(client, cast: Cast, sign_in):
    Post.objects.create(person=cast.stranger, school=cast.kastanje, role="teacher", from_on=YEAR_STARTS)
    sign_in(client, cast.stranger)
    page = client.get("/").content.decode()
    assert "Ingen klasser endnu" in page
    assert reverse("forloeb_start") in page


def test_a_leader_goes_on_from_the_class_and_is_asked_why(client, cast: Cast, sign_in):
    way = reverse("pupil_plan", args=[cast.viggo.code])
    sign_in(client, cast.susanne)
    assert way in client.get(reverse("group", args=[cast.g5b.code])).content.decode()
    asked = client.get(way)
    assert asked.status_code == 403
    assert "Hvorfor har du brug for at læse om Viggo?" in asked.content.decode()
    sent = {"reason": "Samtale med hjemmet", "next": way}
    read = client.post(reverse("purpose", args=[cast.viggo.code]), sent, follow=True).content.decode()
    assert "Du læser med." in read
    assert reverse("plan_next", args=[cast.viggo.code]) not in read
    sign_in(client, cast.lone)
    assert way not in client.get(reverse("group", args=[cast.g5b.code])).content.decode()


def test_a_protected_pupil_stands_where_the_alias_belongs(client, cast: Cast, sign_in):
    Person.objects.filter(pk=cast.noor.pk).update(given_name="Aa", alias_given_name="Bo", alias_family_name="By")
    sign_in(client, cast.mette)
    names = [pupil.name for pupil in client.get(reverse("group", args=[cast.g5b.code])).context["page"].pupils]
    assert names[0] == "Bo By"


def _more_pupils(cast: Cast, number: int) -> None:
    for index in range(number):
        person = Person.objects.create(uniid=f"more-{index}", given_name=f"Elev {index}")
        Membership.objects.create(person=person, group=cast.g5b, role="pupil", from_on=YEAR_STARTS)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("plans", 7), ("portfolios", 7), ("group", 8), ("home", 13)])
def test_lists_cost_the_same_however_long(client, cast: Cast, sign_in, django_assert_num_queries, name, queries, rows):
    _more_pupils(cast, rows)
    sign_in(client, cast.mette)
    address = reverse(name, args=[cast.g5b.code] if name == "group" else [])
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_child_knows_what_is_not_begun_by_a_picture_of_its_own(client, cast: Cast, sign_in, actor):
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    picture = store(samples.upload(samples.jpeg()), now=NOW)
    for title, file in (("Tegn din bamse", None), ("En bamse", picture), ("Fortæl om den", None)):
        kind = "resource" if file else "assignment"
        made = work.make_assignment(run, (), title=title, file=file)
        Block.objects.filter(versions=made.version_id).update(kind=kind)
        if file:
            made.delete()
    sign_in(client, cast.villads)
    address = reverse("run_file", args=[run.code, picture.code])
    page = client.get("/").content.decode()
    assert page.count(f'src="{address}?str=480"') == 2
    assert client.get(f"{address}?str=480")["Content-Type"] == "image/jpeg"
