"""Searching goals as a forløb's author does, and the pupil-language wordings."""

import datetime as dt

import pytest

from spor.curriculum.models import Framework, FrameworkVersion, Goal, GoalWording, Subject
from spor.curriculum.privacy import DECLARATIONS
from spor.curriculum.queries import as_hits, goal_hits, goal_path, search_goals, wordings
from spor.curriculum.wordings import word_goal

pytestmark = pytest.mark.usefixtures("loaded", "db")


def test_broek_finds_broekbegrebet_and_whole_words_come_first(today):
    hits = goal_hits("brøk", today=today)
    assert [hit.text.count(" brøk ") + hit.text.count("brøk,") for hit in hits][:2] == [1, 1]
    assert any("brøkbegrebet" in hit.text for hit in hits)
    assert all("brøk" in hit.text for hit in hits)


def test_a_compound_is_found_from_its_middle(today):
    version = FrameworkVersion.objects.get()
    for number, word in enumerate(["Brøkregning", "Decimalbrøk"]):
        Goal.objects.create(
            version=version, kind="skill", identity=f"x:{number}", text=word, search_text=f" {word.lower()} ", rank=9000
        )
    assert {"Brøkregning", "Decimalbrøk"} <= {goal.text for goal in search_goals("BRØK", today=today)}


def test_subject_and_grade_narrow(today):
    mat = Subject.objects.get(key="mat")
    hits = goal_hits("brøk", today=today, subject=mat, grade=5)
    assert len(hits) == 4
    assert {hit.path.split(" · ")[1] for hit in hits} == {"efter 6. klasse"}
    assert goal_hits("brøk", today=today, subject=Subject.objects.get(key="dan")) == []


def test_headings_are_searched_but_not_hit(today):
    dansk = Subject.objects.get(key="dan")
    hits = goal_hits("afkodning", today=today, subject=dansk, grade=5)
    assert hits and {hit.kind for hit in hits} == {"skill", "knowledge"}
    assert all(hit.path == "Dansk · efter 6. klasse · Læsning · Afkodning" for hit in hits)
    fremstilling = goal_hits("dansk fremstilling", today=today, grade=5)
    assert fremstilling[0].kind == "competence"


def test_a_hit_has_all_that_is_shown(today):
    (hit,) = goal_hits("vælge en tekst mindre udvalg", today=today)
    assert hit.path == "Dansk · efter 2. klasse · Læsning · Finde tekst"
    assert (hit.kind_label, hit.phase, hit.binding, hit.subject.hue) == ("Færdighedsmål", 1, False, "dan")
    assert hit.code == Goal.objects.get(identity="ffm:100004:skill").code


def test_a_competence_goal_binds_today_and_has_its_area_as_path(today):
    goal = Goal.objects.get(identity="ffm:100002:competence")
    (hit,) = as_hits([goal], today=today)
    assert hit.binding and hit.path == "Dansk · efter 2. klasse · Læsning"


@pytest.mark.parametrize("text", ["vælge en tekst mindre udvalg", "brøk", "eleven"])
def test_one_and_many_hits_cost_the_same(text, today, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert goal_hits(text, today=today)


def test_an_empty_search_gives_the_first_goals(today):
    dansk = Subject.objects.get(key="dan")
    hits = goal_hits("", today=today, subject=dansk, grade=5, limit=3)
    assert [hit.kind for hit in hits] == ["competence", "skill", "knowledge"]


@pytest.mark.parametrize("text", ["%", "_", '"', "<script>", "x" * 5000, "\\"])
def test_strange_texts_find_nothing(text, today):
    assert goal_hits(text, today=today) == []


def test_an_own_goal_is_not_searched_and_has_a_path(today):
    own = Framework.objects.create(key="egne", name="Egne mål", kind="personal")
    version = FrameworkVersion.objects.create(framework=own, label="1", from_on=dt.date(2026, 8, 1))
    goal = Goal.objects.create(
        version=version, kind="own", identity="own:1", text="Mit brøkmål", search_text=" mit brøkmål "
    )
    assert "Mit brøkmål" not in {hit.text for hit in goal_hits("brøk", today=today)}
    assert goal_path(goal) == "Eget mål"
    assert as_hits([goal], today=today)[0].binding is False


def test_wordings_are_the_owners_and_nobodys(django_assert_num_queries):
    goal = Goal.objects.get(identity="ffm:100004:skill")
    mine = word_goal(goal=goal, text="Jeg kan vælge en bog", owner_id=1)
    word_goal(goal=goal, text="Jeg vælger", owner_id=2)
    common = GoalWording.objects.create(goal=goal, text="Jeg kan vælge")
    with django_assert_num_queries(1):
        assert wordings([goal], owner_id=1) == {goal.pk: [common, mine]}
    assert wordings([goal], owner_id=None) == {goal.pk: [common]}


def test_the_same_wording_is_one_row_and_a_new_text_another():
    goal = Goal.objects.get(identity="ffm:100004:skill")
    first = word_goal(goal=goal, text="Jeg kan vælge en bog", icon="star", owner_id=1)
    assert word_goal(goal=goal, text="Jeg kan vælge en bog", icon="star", owner_id=1) == first
    assert word_goal(goal=goal, text="Jeg kan vælge to bøger", icon="star", owner_id=1) != first
    assert GoalWording.objects.get(pk=first.pk).text == "Jeg kan vælge en bog"


def test_the_owner_of_a_wording_is_declared():
    assert [(row.model, row.subject, row.erasure) for row in DECLARATIONS] == [
        ("curriculum.GoalWording", "owner_id", "blank")
    ]
