"""What the pages of feedback and of a class's goals ask of the database: the same with one row and with three."""

import pytest
from django.test import Client
from django.urls import reverse

from spor.evidence.actions.phrases import add_phrase
from spor.evidence.models import Phrase
from tests.cast import Cast
from tests.rooms.evidence import work

HTMX = {"HX-Request": "true"}
FEW = (1, 3)


@pytest.fixture
def mette(client: Client, cast: Cast, sign_in) -> Client:
    sign_in(client, cast.mette)
    return client


@pytest.fixture
def run(cast: Cast):
    return work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)


@pytest.fixture
def assignment(cast: Cast, run):
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2])


def others(cast: Cast) -> list:
    return [cast.oskar, cast.classmate, cast.noor]


def test_the_queue(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    for rows in FEW:
        for pupil in others(cast)[:rows]:
            work.handed_in_by(assignment, pupil)
        mette.get(reverse("queue"))
        with django_assert_num_queries(9):
            mette.get(reverse("queue"))


def test_a_further_page_of_the_queue(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    first = work.handed_in_by(assignment, cast.viggo)
    for rows in FEW:
        for pupil in others(cast)[:rows]:
            work.handed_in_by(assignment, pupil)
        with django_assert_num_queries(7):
            mette.get(reverse("queue"), {"efter": first.code}, headers=HTMX)


def test_a_product_and_its_class(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    address = reverse("feedback", args=[work.handed_in_by(assignment, cast.viggo).code])
    for rows in FEW:
        for pupil in others(cast)[:rows]:
            work.handed_in_by(assignment, pupil)
        mette.get(address)
        with django_assert_num_queries(30):
            mette.get(address, headers=HTMX)


def test_skipping(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    address = reverse("feedback_skip", args=[work.handed_in_by(assignment, cast.viggo).code])
    for rows in FEW:
        for pupil in others(cast)[:rows]:
            work.handed_in_by(assignment, pupil)
        mette.post(address, headers=HTMX)
        with django_assert_num_queries(45):
            mette.post(address, headers=HTMX)


def test_giving_back(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    for rows in FEW:
        for pupil in others(cast)[: rows + 1]:
            work.handed_in_by(assignment, pupil)
        address = reverse("feedback_return", args=[work.handed_in_by(assignment, cast.viggo).code])
        mette.get(reverse("queue"))
        with django_assert_num_queries(55):
            mette.post(address, {"text": "Skriv slutningen igen."}, headers=HTMX)


def test_sending(mette: Client, cast: Cast, assignment, django_assert_num_queries) -> None:
    for rows in FEW:
        for pupil in others(cast)[: rows + 1]:
            work.handed_in_by(assignment, pupil)
        address = reverse("feedback", args=[work.handed_in_by(assignment, cast.viggo).code])
        sent = {"text": "Tak", "key": work.key(), f"level-{cast.goals[0].code}": "3"}
        with django_assert_num_queries(64):
            mette.post(address, sent, headers=HTMX)


def test_standing_sentences(mette: Client, cast: Cast, actor, django_assert_num_queries) -> None:
    for rows in FEW:
        while Phrase.objects.count() < rows:
            add_phrase(actor=actor(cast.mette), text=work.key())
        mette.get(reverse("phrases"))
        with django_assert_num_queries(6):
            mette.get(reverse("phrases"))


def test_a_class_and_its_goals(mette: Client, cast: Cast, run, django_assert_num_queries) -> None:
    for rows in FEW:
        work.make_assignment(run, cast.goals[:rows], cast.wordings[:rows])
        mette.get(reverse("run_goals", args=[run.code]))
        with django_assert_num_queries(12):
            mette.get(reverse("run_goals", args=[run.code]))


def test_one_pupil_and_the_goals(mette: Client, cast: Cast, run, django_assert_num_queries) -> None:
    address = reverse("run_goals_pupil", args=[run.code, cast.viggo.code])
    for rows in FEW:
        work.make_assignment(run, cast.goals[:rows], cast.wordings[:rows])
        mette.get(address)
        with django_assert_num_queries(12):
            mette.get(address)


def test_one_key_press(mette: Client, cast: Cast, run, django_assert_num_queries) -> None:
    for rows in FEW:
        work.make_assignment(run, cast.goals[:rows], cast.wordings[:rows])
        address = reverse("run_goals_cell", args=[run.code, others(cast)[rows - 1].code, cast.goals[0].code])
        with django_assert_num_queries(15):
            mette.post(address, {"level": "3", "key": work.key()}, headers=HTMX)
