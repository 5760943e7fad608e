"""The class's grid: a dot a pupil and goal, one key press a judgement, a row form without script."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.access.models import Look, LookPupil
from spor.evidence.actions.assess import assess
from spor.evidence.models import Assessment, GoalState
from spor.evidence.queries.grid import grid
from tests.cast import NOW, Cast
from tests.rooms.evidence import work

HTMX = {"HX-Request": "true"}


@pytest.fixture
def run(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    work.make_assignment(run, cast.goals[:3], cast.wordings[:3])
    work.make_assignment(run, cast.goals[1:2], title="Den anden")
    return run


def test_the_grid_is_the_current_state(cast, actor, run, django_assert_num_queries) -> None:
    for hours, level in ((-30, 2), (0, 3)):
        now = NOW + dt.timedelta(hours=hours)
        assess(
            actor=actor(cast.mette, now=now), pupil=cast.oskar, goal=cast.goals[0], level=level, run=run, key=work.key()
        )
    mette = actor(cast.mette)
    assert mette.relations
    with django_assert_num_queries(7):  # two of them the look
        page = grid(mette, run.code)
    assert [column.text for column in page.columns] == [str(each) for each in cast.wordings[:3]]
    assert [(name, span) for _, name, span in page.spans] == [("Dansk", 2), ("Historie", 1)]
    assert [line.pupil.name for line in page.lines] == ["Liva Østergaard", "Nora Nygaard", "Oskar Dahl", "Viggo Brandt"]
    cell = page.lines[2].cells[0]
    assert (cell.level, cell.levels, cell.moved_up, cell.can_set) == (3, [2, 3], True, True)
    assert page.lines[3].cells[0].level is None
    assert LookPupil.objects.filter(look=Look.objects.latest("pk")).count() == 4
    jonas = grid(actor(cast.jonas), run.code)
    assert [column.can_set for column in jonas.columns] == [True, True, False]  # historie is not his


def test_it_costs_the_same_for_28(client, sign_in, cast, run, django_assert_max_num_queries) -> None:
    sign_in(client, cast.mette)
    address, counts = reverse("run_goals", args=[run.code]), []
    client.get(address)
    for pupils in (0, 24):
        for number in range(pupils):
            person = cast.person(f"p{number}", f"Elev{number} Nummer")
            person.memberships.create(group=cast.g5b, role="pupil", from_on=dt.date(2026, 8, 1))
            person.enrolments.create(school=cast.kastanje, group=cast.g5b, grade=5, from_on=dt.date(2026, 8, 1))
        with django_assert_max_num_queries(20) as seen:
            page = client.get(address).content.decode()
        counts.append(len(seen))
        assert page.count("data-post") == (4 + pupils) * 3
    assert counts[0] == counts[1]


def cell_url(run, pupil, goal) -> str:
    return reverse("run_goals_cell", args=[run.code, pupil.code, goal.code])


def test_a_key_press_sets_and_is_undone(client, sign_in, cast, run) -> None:
    sign_in(client, cast.mette)
    address = cell_url(run, cast.viggo, cast.goals[0])
    for _ in range(2):
        answer = client.post(address, {"level": "3", "key": "k"}, headers=HTMX)
    assert answer.status_code == 200 and 'data-l="3"' in answer.content.decode()
    judged = Assessment.objects.get()
    assert judged.wording == cast.wordings[0] and "/fortrydelse/" in answer["HX-Trigger"]
    answer = client.post(reverse("assessment_undo", args=[judged.code]))
    assert answer.url == reverse("run_goals", args=[run.code])
    assert not GoalState.objects.exists()


@pytest.mark.parametrize("level", ["7", "-1", "", "abc"])
def test_no_other_levels(client, sign_in, cast, run, level) -> None:
    sign_in(client, cast.mette)
    assert client.post(cell_url(run, cast.viggo, cast.goals[0]), {"level": level}).status_code == 400
    row = reverse("run_goals_pupil", args=[run.code, cast.viggo.code])
    answer = client.post(row, {f"level-{cast.goals[0].code}": level})
    assert answer.status_code == (302 if level == "" else 422)
    assert not Assessment.objects.exists()


def test_a_goal_of_another_forloeb_and_a_pupil_of_another_class_are_not_there(client, sign_in, cast, run) -> None:
    sign_in(client, cast.mette)
    assert client.post(cell_url(run, cast.viggo, cast.goals[4]), {"level": "2"}).status_code == 404
    assert client.post(cell_url(run, cast.alma, cast.goals[0]), {"level": "2"}).status_code == 404
    assert client.get(reverse("run_goals_pupil", args=[run.code, cast.magnus.code])).status_code == 404


def test_who_sees_a_class_and_its_goals(client, sign_in, cast, run) -> None:
    address = reverse("run_goals", args=[run.code])
    for who, status in {
        "mette": 200,
        "jonas": 200,
        "birgitte": 403,
        "otto": 404,
        "viggo": 404,
        "nina": 404,
        "ida": 404,
        "stranger": 404,
    }.items():
        sign_in(client, cast.people[who])
        assert client.get(address).status_code == status, who


def test_a_row_without_script_judges_what_was_changed(client, sign_in, cast, run, actor) -> None:
    assess(actor=actor(cast.mette), pupil=cast.viggo, goal=cast.goals[0], level=2, run=run, key="before")
    sign_in(client, cast.mette)
    row = reverse("run_goals_pupil", args=[run.code, cast.viggo.code])
    assert "Jeg kan finde svar i en tekst" in client.get(row).content.decode()
    sent = {f"level-{cast.goals[0].code}": "2", f"level-{cast.goals[1].code}": "4", "key": "k"}
    for _ in range(2):
        assert client.post(row, sent).url == reverse("run_goals", args=[run.code])
    assert Assessment.objects.count() == 2
