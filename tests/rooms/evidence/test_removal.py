"""A pupil takes away what nobody has got, and takes along what is theirs."""

import datetime as dt
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from spor.base.errors import Refused
from spor.evidence import versions
from spor.evidence.actions.hand_in import hand_in
from spor.evidence.actions.hold import hold
from spor.evidence.models import Placement, Product, Removal, Trace
from spor.evidence.removed import erase_removed
from tests.cast import NOW, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work

HANDED_IN = {"text": "Et gys", "files": [], "makers": [], "self_text": "", "self_levels": {}, "key": "k"}


@pytest.fixture
def viggo(client: Client, cast: Cast, sign_in) -> Client:
    sign_in(client, cast.viggo)
    return client


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2])


def kept(viggo: Client, **more) -> Trace:
    sent = {"uploads": samples.upload(samples.jpeg()), "text": "En hule", "audience": "shown", "key": "a", **more}
    viggo.post(reverse("capture"), sent)
    return Trace.objects.latest("pk")


def test_what_is_taken_away_is_nowhere_and_can_be_had_back(viggo: Client, cast: Cast, sign_in) -> None:
    trace = kept(viggo)
    page, timeline = reverse("product", args=[trace.code]), reverse("pupil_portfolio", args=[cast.viggo.code])
    assert reverse("product_removal", args=[trace.code]) in viggo.get(page).content.decode()
    for _ in range(2):
        said = viggo.post(reverse("product_removal", args=[trace.code]), follow=True).content.decode()
    assert "Slettet" in said and trace.code not in said.replace(reverse("product_return", args=[trace.code]), "")
    assert viggo.get(page).status_code == 404 and not Placement.objects.exists()
    assert "En hule" not in viggo.get(timeline).content.decode()
    sign_in(viggo, cast.mette)
    assert viggo.get(page).status_code == 403
    sign_in(viggo, cast.viggo)
    viggo.post(reverse("product_return", args=[trace.code]))
    assert "En hule" in viggo.get(timeline).content.decode() and Placement.objects.filter(trace=trace).exists()


def test_after_a_day_it_is_gone_for_good(viggo: Client, cast: Cast) -> None:
    trace = kept(viggo)
    viggo.post(reverse("product_removal", args=[trace.code]))
    assert erase_removed(now=NOW + dt.timedelta(hours=23)) == 0
    assert erase_removed(now=NOW + dt.timedelta(hours=25)) == 1
    assert not Trace.objects.filter(pk=trace.pk).exists() and not Product.objects.filter(pk=trace.product_id).exists()
    assert viggo.post(reverse("product_return", args=[trace.code])).status_code == 404


def test_what_is_handed_in_is_not_the_pupils_to_delete(viggo: Client, cast: Cast, actor, assignment) -> None:
    hand_in(actor=actor(cast.viggo), assignment=assignment, **HANDED_IN)
    trace = Trace.objects.get(pupil=cast.viggo)
    assert reverse("product_removal", args=[trace.code]) not in viggo.get(f"/produkter/{trace.code}/").content.decode()
    assert viggo.post(reverse("product_removal", args=[trace.code])).status_code == 404
    assert not Removal.objects.exists()


def test_work_in_hand_is_begun_anew_when_it_was_taken_away(viggo: Client, cast: Cast, actor, assignment) -> None:
    hold(actor=actor(cast.viggo), assignment=assignment, text="Første forsøg")
    viggo.post(reverse("product_removal", args=[Trace.objects.get(pupil=cast.viggo).code]))
    assert versions.in_hand(cast.viggo.pk, assignment) is None
    assert "Første forsøg" not in viggo.get(reverse("hand_in", args=[assignment.code])).content.decode()


def test_nothing_is_handed_in_to_an_assignment_that_was_taken_away(cast: Cast, actor, assignment) -> None:
    type(assignment).objects.filter(pk=assignment.pk).update(removed_at=NOW)
    with pytest.raises(Refused, match="taget væk"):
        hand_in(actor=actor(cast.viggo), assignment=assignment, **HANDED_IN)


def test_a_spor_is_taken_along_as_a_page_that_needs_no_server(viggo: Client, cast: Cast, sign_in) -> None:
    trace = kept(viggo, text="En <b>hule</b>")
    address = reverse("product_take_away", args=[trace.code])
    assert address in viggo.get(reverse("product", args=[trace.code])).content.decode()
    answer = viggo.get(address)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert packed.testzip() is None
    page = packed.read("index.html").decode()
    assert packed.namelist() == ["index.html", "filer/1.jpg"] and 'src="filer/1.jpg"' in page
    assert "En &lt;b&gt;hule&lt;/b&gt;" in page and "http" not in page
    sign_in(viggo, cast.nina)
    assert viggo.get(address).status_code == 200
    sign_in(viggo, cast.mette)
    assert (
        viggo.get(address).status_code == 403 and address not in viggo.get(f"/produkter/{trace.code}/").content.decode()
    )


def test_taking_along_costs_the_same_however_much_there_is(
    viggo: Client, cast: Cast, django_assert_num_queries
) -> None:
    trace = kept(viggo)
    for _rows in (1, 3):
        with django_assert_num_queries(13):
            assert b"".join(viggo.get(reverse("product_take_away", args=[trace.code])).streaming_content)
        for number in range(2):
            version = trace.product.versions.get()
            version.files.create(file=version.files.first().file, rank=number + 1)
