"""Subjects of a grade, a subject's tree, and what binds when."""

import datetime as dt

import pytest

from spor.curriculum import grades
from spor.curriculum.models import Framework, FrameworkVersion, Goal, Subject
from spor.curriculum.queries import (
    binding_kinds,
    goal_tree,
    goals_by_code,
    is_binding,
    official_version,
    subjects,
)

pytestmark = pytest.mark.usefixtures("loaded", "db")


def subject(key: str) -> Subject:
    return Subject.objects.get(key=key)


def test_the_subjects_of_a_grade(today, django_assert_num_queries):
    with django_assert_num_queries(2):
        names = [subject.name for subject in subjects(today=today, grade=5)]
    assert "Klassens tid" in names and "Håndværk og design" in names and "Tysk" in names
    assert "Fysik/kemi" not in names and "Drama (valgfag)" not in names and "Børnehaveklassen" not in names
    assert [subject.key for subject in subjects(today=today, grade=0)] == [
        "bhk",
        "da2",
        "faerdsel",
        "kla",
        "sundhed",
        "job",
    ]
    assert len(subjects(today=today)) == 49


def test_subjects_come_in_danish_order(today):
    names = [subject.name for subject in subjects(today=today)]
    assert names[:1] == ["Almindelige indvandrersprog (valgfag)"]
    assert names.index("Byggeværksted") < names.index("Børnehaveklassen") < names.index("Dansk")


def test_the_tree_of_dansk_in_fifth_grade_in_three_queries(today, django_assert_num_queries):
    dansk = subject("dan")
    with django_assert_num_queries(3):
        tree = goal_tree(dansk, 5, today=today)
    assert tree.span == "5.–6. klasse"
    assert [area.goal.text for area in tree.areas] == ["Læsning", "Fremstilling", "Fortolkning", "Kommunikation"]
    assert all(area.competence and area.competence.kind == "competence" for area in tree.areas)
    assert sum(len(area.strands) for area in tree.areas) == 22
    strand = tree.areas[0].strands[0]
    assert [phase.number for phase in strand.phases] == [1, 2]
    assert all(
        len(phase.skills) == len(phase.knowledge) == 1
        for area in tree.areas
        for s in area.strands
        for phase in s.phases
    )
    assert sum(len(strand.attention) for area in tree.areas for strand in area.strands) == 1
    assert tree.label == "Fælles Mål, tekst 2017, kontrolleret mod 2018-tal"
    assert tree.binding == {"purpose", "area", "competence"}


def test_a_small_and_a_large_tree_cost_the_same(today, django_assert_num_queries):
    small, large = subject("bhk"), subject("dan")
    for one, grade in ((small, 0), (large, 8)):
        with django_assert_num_queries(3):
            assert goal_tree(one, grade, today=today).areas


def test_every_goal_of_a_trin_is_in_its_tree(today):
    tree = goal_tree(subject("mat"), 7, today=today)
    shown = 0
    for area in tree.areas:
        shown += 2
        for strand in area.strands:
            shown += 1 + len(strand.attention) + sum(len(p.skills) + len(p.knowledge) for p in strand.phases)
    assert shown == Goal.objects.filter(subject__key="mat", to_grade=9).count()


def test_a_subject_without_goals_for_the_grade_has_an_empty_tree(today):
    tree = goal_tree(subject("kla"), 5, today=today)
    assert (tree.areas, tree.span) == ([], "")
    assert goal_tree(subject("bio"), 3, today=today).areas == []


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2014-07-31", set()),
        ("2014-08-01", {"purpose", "area", "competence", "strand", "skill", "knowledge", "attention", "canon"}),
        ("2018-03-14", {"purpose", "area", "competence", "strand", "skill", "knowledge", "attention", "canon"}),
        ("2018-03-15", {"purpose", "area", "competence", "strand", "attention", "canon"}),
        ("2024-12-31", {"purpose", "area", "competence", "strand", "attention", "canon"}),
        ("2025-01-01", {"purpose", "area", "competence"}),
        ("2027-07-31", {"purpose", "area", "competence"}),
        ("2027-08-01", set()),
    ],
)
def test_what_binds_by_date(day, kinds, django_assert_max_num_queries):
    version = FrameworkVersion.objects.get()
    with django_assert_max_num_queries(1):
        assert binding_kinds(version, dt.date.fromisoformat(day)) == kinds


def test_a_goal_binds_by_its_kind(today):
    skill = Goal.objects.get(identity="ffm:100004:skill")
    competence = Goal.objects.get(identity="ffm:100002:competence")
    assert (is_binding(skill, today), is_binding(competence, today)) == (False, True)
    assert is_binding(skill, dt.date(2015, 1, 1))
    assert not is_binding(competence, dt.date(2028, 1, 1))


def test_the_official_version_is_the_latest_that_has_begun(today):
    shipped = FrameworkVersion.objects.get()
    fagplaner = Framework.objects.create(key="fagplaner", name="Fagplaner", kind="official")
    coming = FrameworkVersion.objects.create(framework=fagplaner, label="2027", from_on=dt.date(2027, 8, 1))
    local = Framework.objects.create(key="skolen", name="Skolens egne", kind="local")
    FrameworkVersion.objects.create(framework=local, label="1", from_on=dt.date(2020, 1, 1))
    assert official_version(today) == shipped
    assert official_version(dt.date(2027, 7, 31)) == shipped
    assert official_version(dt.date(2027, 8, 1)) == coming
    assert official_version(dt.date(2000, 1, 1)) is None


def test_goals_by_code_keep_the_order_asked_and_leave_out_the_unknown(today, django_assert_num_queries):
    one, two = Goal.objects.filter(kind="skill").order_by("rank")[:2]
    with django_assert_num_queries(1):
        goals = goals_by_code([two.code, "zzzzzzzzzzzz", one.code, two.code])
        assert [goal.parent.parent.text for goal in goals] == ["Læsning", "Læsning"]
    assert goals == [two, one]


def test_grades_in_words():
    assert [grades.after(grade) for grade in (0, 6)] == ["efter børnehaveklassen", "efter 6. klasse"]
    spans = [grades.span(*pair) for pair in ((0, 0), (0, 3), (5, 6), (10, 10))]
    assert spans == ["børnehaveklassen", "bh.kl.–3. klasse", "5.–6. klasse", "10. klasse"]
