"""«Gem et spor»: a pupil's own in three presses, and what an adult saw of one or several."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from spor.base.files import prepare
from spor.evidence.actions.capture import capture
from spor.evidence.actions.remark import remark
from spor.evidence.models import GoalState, Placement, Product, ProductFile, Remark, Trace
from spor.evidence.queries import captures
from spor.people.models import Membership
from spor.teaching.models import Lesson
from tests.cast import NOW, TODAY, YEAR_STARTS, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work

URL = reverse("capture")


def jpeg(name: str = "foto.jpg"):
    return samples.upload(samples.jpeg(), name)


def lesson(cast: Cast, group, subject, **more) -> Lesson:
    given = {"starts_at": dt.time(7, 50), "ends_at": dt.time(8, 35), "weekday": TODAY.isoweekday()} | more
    return Lesson.objects.create(group=group, subject=subject, from_on=YEAR_STARTS, source="test", **given)


def test_a_pupil_keeps_a_picture_for_the_spor_or_for_itself(client: Client, cast: Cast, sign_in) -> None:
    lesson(cast, cast.g5b, cast.historie)
    sign_in(client, cast.viggo)
    page = client.get(URL).content.decode()
    assert 'value="shown"' in page and f'value="{cast.historie.code}" selected' in page
    sent = {"uploads": jpeg(), "subject": cast.historie.code, "audience": "shown", "key": "a"}
    answer = client.post(URL, sent, follow=True)
    trace = Trace.objects.get()
    assert answer.redirect_chain == [(reverse("product", args=[trace.code]), 302)]
    assert (trace.subject, trace.made_at_school, trace.run) == (cast.historie, cast.kastanje, None)
    assert Placement.objects.get().trace == trace and "Dine lærere og dine forældre ser det" in answer.content.decode()
    answer = client.post(URL, {"uploads": jpeg(), "audience": "own", "key": "b"}, follow=True)
    assert Placement.objects.count() == 1 and "Kun du ser det" in answer.content.decode()
    own = Trace.objects.exclude(pk=trace.pk).get()
    for person, statuses in {cast.mette: (200, 403), cast.nina: (200, 404)}.items():
        sign_in(client, person)
        assert tuple(client.get(reverse("product", args=[each.code])).status_code for each in (trace, own)) == statuses


def test_the_same_press_twice_keeps_one(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.viggo)
    for _ in range(2):
        assert client.post(URL, {"uploads": jpeg(), "audience": "shown", "key": "a"}).status_code == 302
    assert (Product.objects.count(), ProductFile.objects.count(), Placement.objects.count()) == (1, 1, 1)
    sign_in(client, cast.oskar)
    assert client.post(URL, {"text": "Mit", "audience": "shown", "key": "a"}).status_code == 409


def test_what_came_through_stays_when_something_else_is_wrong(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.viggo)
    bad = {
        "uploads": [jpeg("god.jpg"), samples.upload(b"", "tom.jpg")],
        "text": "Min fisk",
        "audience": "shown",
        "key": "a",
    }
    answer = client.post(URL, bad)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Min fisk</textarea>" in page and "god.jpg" in page and "tom.jpg" in page
    assert not Product.objects.exists()
    token = page.split('name="held" value="')[1].split('"')[0]
    sent = {"held": token, "text": "Min fisk", "audience": "shown", "key": "a"}
    other = Client()
    sign_in(other, cast.oskar)
    other.post(URL, sent | {"key": "andet"})
    assert not ProductFile.objects.exists()  # sealed for the one who sent it
    assert client.post(URL, sent | {"held": [token, "noget:andet"]}).status_code == 302
    assert ProductFile.objects.get().file.name == "god.jpg"


def test_nothing_is_not_kept(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.viggo)
    answer = client.post(URL, {"audience": "shown", "key": "a"})
    assert answer.status_code == 422 and "ikke noget at gemme endnu" in answer.content.decode()


def test_the_youngest_show_with_one_button(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.villads)
    page = client.get(URL).content.decode()
    assert 'class="young"' in page and "bigcam" in page and "<textarea" not in page and "<select" not in page
    client.post(URL, {"uploads": jpeg(), "audience": "shown", "key": "a"})
    assert Placement.objects.get().by == cast.villads


def test_whoever_neither_learns_nor_teaches_has_no_such_page(client: Client, cast: Cast, sign_in, actor) -> None:
    for person in (cast.nina, cast.stranger, cast.lone, cast.ida):
        sign_in(client, person)
        assert client.get(URL).status_code == 404
        assert client.post(URL, {"text": "x", "key": "a"}).status_code == 404
    Membership.objects.filter(person=cast.viggo).update(to_on=TODAY)
    cast.viggo.enrolments.update(to_on=TODAY)
    with pytest.raises(Http404):
        capture(actor=actor(cast.viggo), text="x", files=[], subject=None, is_shown=True, key="b")


def test_a_teacher_keeps_what_several_did_with_a_goal(client: Client, cast: Cast, sign_in) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    work.make_assignment(run, cast.goals[:2], cast.wordings[:2])
    sign_in(client, cast.mette)
    page = client.get(URL).content.decode()
    assert "Viggo Brandt" in page and "Nora Nygaard" in page and "Jeg kan finde svar i en tekst" in page
    sent = {
        "uploads": jpeg(), "text": "De hjalp hinanden.", "pupils": [cast.viggo.code, cast.oskar.code],
        "goal": cast.goals[0].code, "subject": cast.dansk.code, "key": "a",
    }  # fmt: skip
    for _ in range(2):
        sent["uploads"] = jpeg()
        answer = client.post(URL, sent, follow=True)
    assert "Gemt hos" in answer.content.decode()
    made = Remark.objects.get()
    assert {trace.pupil for trace in made.traces.all()} == {cast.viggo, cast.oskar} and made.file is not None
    trace = made.traces.get(pupil=cast.viggo)
    assert (trace.subject, trace.goals.get().wording, trace.author) == (cast.dansk, cast.wordings[0], cast.mette)
    assert set(GoalState.objects.values_list("pupil", "traces")) == {(cast.viggo.pk, 1), (cast.oskar.pk, 1)}


def test_the_class_of_the_lesson_that_is_on_is_guessed(cast: Cast, actor) -> None:
    lesson(cast, cast.g5b, cast.historie, teacher=cast.mette)
    page = captures.page(actor(cast.mette))
    assert (page.group, page.guessed) == (cast.g5b, cast.historie)
    later = actor(cast.mette, now=NOW.replace(hour=8, minute=45))
    assert captures.page(later).guessed == cast.historie  # ended ten minutes ago
    assert captures.page(actor(cast.mette, now=NOW.replace(hour=9))).guessed is None


def test_a_remark_is_about_pupils_one_teaches(client: Client, cast: Cast, sign_in, actor) -> None:
    sign_in(client, cast.mette)
    answer = client.post(URL, {"text": "Så dygtig", "pupils": [cast.alma.code], "key": "a"})
    assert answer.status_code == 422 and "Så dygtig</textarea>" in answer.content.decode()
    given = {"text": "x", "file": None, "subject": None, "goal": None, "key": "k"}
    for person, pupil, error in [
        (cast.mette, cast.alma, PermissionDenied),
        (cast.mette, cast.villads, PermissionDenied),
        (cast.otto, cast.viggo, Http404),
        (cast.ida, cast.viggo, Http404),
        (cast.nina, cast.viggo, Http404),
        (cast.oskar, cast.viggo, Http404),
    ]:
        with pytest.raises(error):
            remark(actor=actor(person), pupils=[pupil], **given)
    assert not Remark.objects.exists()


def test_a_remark_needs_a_pupil_and_something_seen(client: Client, cast: Cast, sign_in) -> None:
    sign_in(client, cast.mette)
    answer = client.post(URL, {"text": "<script>x</script>", "key": "a"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Vælg mindst én elev" in page and "<script>x" not in page
    answer = client.post(URL, {"text": "", "pupils": [cast.viggo.code], "key": "a"})
    assert answer.status_code == 422 and "hvad du så" in answer.content.decode()
    sent = {"uploads": jpeg(), "sound": samples.upload(samples.wav(), "l.wav"), "pupils": [cast.viggo.code], "key": "a"}
    answer = client.post(URL, sent)
    assert answer.status_code == 422 and answer.content.decode().count('name="held"') == 2


def test_the_page_of_remarks_costs_the_same_with_one_and_with_three_pupils(
    client: Client, cast: Cast, sign_in, django_assert_num_queries
) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1])
    work.make_assignment(run, cast.goals[1:3], cast.wordings[1:3])
    sign_in(client, cast.mette)
    for more in (False, True):
        if more:
            Membership.objects.filter(person__in=[cast.oskar, cast.noor, cast.viggo]).update(to_on=TODAY)
        client.get(URL)
        with django_assert_num_queries(11):
            client.get(URL)


def test_prepared_files_of_a_capture_are_kept_once(cast: Cast, actor) -> None:
    ready = prepare(jpeg())
    trace = capture(actor=actor(cast.viggo), text="", files=[ready, ready], subject=None, is_shown=False, key="k")
    assert trace.product.versions.get().files.count() == 1
