"""The pages of handing in, as a browser without JavaScript and htmx meet them; and every kind of bad input."""

import errno
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spor.base.models import StoredFile
from spor.evidence.models import HandIn, Product, ProductFile, ProductVersion, Return, SelfAssessment, SelfLevel
from tests.cast import NOW, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2], by_group=True)


@pytest.fixture
def url(assignment) -> str:
    return reverse("hand_in", args=[assignment.code])


@pytest.fixture
def viggo(client: Client, cast: Cast, sign_in) -> Client:
    sign_in(client, cast.viggo)
    return client


def jpeg(name: str = "foto.jpg", width: int = 64) -> SimpleUploadedFile:
    return samples.upload(samples.jpeg(width), name)


def typed(**more: object) -> dict[str, object]:
    return {"key": work.key(), "text": "Det var en mørk nat.", "self_text": "Det gik godt."} | more


def test_one_post_hands_in_everything(viggo: Client, cast: Cast, url: str) -> None:
    page = viggo.get(url).content.decode()
    assert "Skriv en gyserhistorie" in page and "Jeg kan finde svar i en tekst" in page and "Liva Østergaard" in page
    assert "Noor" not in page and "Nora Nygaard" in page  # a protected name is shown by its alias
    goal = cast.goals[0]
    sent = typed(uploads=[jpeg(), jpeg("to.jpg", 65)], makers=[cast.oskar.code], **{f"level-{goal.code}": "3"})
    answer = viggo.post(url, sent | {"sound": samples.upload(samples.wav(), "lyd.wav")}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(url, 302)] and "Afleveret" in page and "i dag kl. 8" in page
    handed = HandIn.objects.get()
    assert handed.version.files.count() == 3 and handed.version.product.traces.count() == 2
    assert SelfLevel.objects.get().level == 3 and SelfAssessment.objects.get().text == "Det gik godt."
    assert '<form class="stack stack-l"' not in page


def test_the_same_form_posted_twice_is_one_hand_in(viggo: Client, url: str) -> None:
    sent = typed()
    for _ in range(2):
        assert viggo.post(url, sent | {"uploads": jpeg()}).status_code == 302
    assert (HandIn.objects.count(), ProductFile.objects.count()) == (1, 1)


def test_the_second_member_is_told_in_a_friendly_way(viggo: Client, cast: Cast, url: str, sign_in) -> None:
    viggo.post(url, typed(makers=[cast.oskar.code]))
    other = Client()
    sign_in(other, cast.oskar)
    answer = other.post(url, typed(text="Min egen side.", makers=[cast.viggo.code]), follow=True)
    page = answer.content.decode()
    assert "Viggo har afleveret for jer" in page and "Det, du selv havde lavet, ligger her stadig" in page
    assert HandIn.objects.count() == 1 and ProductVersion.objects.get(hand_in=None).text == "Min egen side."


def test_returned_work_begins_with_what_was_handed_in(viggo: Client, cast: Cast, url: str) -> None:
    viggo.post(url, typed(uploads=jpeg()))
    Return.objects.create(hand_in=HandIn.objects.get(), by=cast.mette, at=NOW, text="Ret slutningen, <b>Viggo</b>.")
    page = viggo.get(url).content.decode()
    assert "Mette har givet det tilbage" in page and "Ret slutningen, &lt;b&gt;Viggo" in page
    assert "Det var en mørk nat.</textarea>" in page and "1. udgave" in page
    viggo.post(url, typed(text="Anden udgave"))
    page = viggo.get(url).content.decode()
    assert "2. udgave" in page and "1. udgave" in page and ProductFile.objects.count() == 2


def test_files_wait_and_are_taken_out_again_by_htmx(viggo: Client, assignment, url: str) -> None:
    upload = reverse("hand_in_files", args=[assignment.code])
    answer = viggo.post(upload, {"uploads": jpeg()}, **HTMX)
    file = ProductFile.objects.get()
    assert answer.status_code == 200 and file.code in answer.content.decode() and b"<html" not in answer.content
    assert viggo.post(upload, {}, **HTMX).status_code == 204
    picture = viggo.get(f"{reverse('product_file', args=[trace_code(), file.code])}?str=480")
    assert picture.status_code == 200 and picture["Content-Type"] == "image/jpeg"
    assert file.code in viggo.get(url).content.decode()
    removal = reverse("hand_in_file_removal", args=[assignment.code, file.code])
    answer = viggo.post(removal, **HTMX)
    assert answer.status_code == 200 and not ProductFile.objects.exists()
    back = re.search(r'name="held" value="([^"]+)"', answer.content.decode())
    assert back and "Fortryd" in answer.content.decode()
    assert viggo.post(removal, **HTMX).status_code == 200  # pressed twice
    assert viggo.post(upload, {"held": back[1]}, **HTMX).status_code == 200
    assert viggo.post(upload, {"held": back[1]}, **HTMX).status_code == 200
    assert ProductFile.objects.get().file.sha256 == file.file.sha256
    assert viggo.post(upload, {"held": back[1] + "x"}, **HTMX).status_code == 204  # no word of ours


def trace_code() -> str:
    from spor.evidence.models import Trace

    return Trace.objects.get().code


def test_saved_for_later_without_script_keeps_every_word(viggo: Client, cast: Cast, assignment, url: str) -> None:
    upload = reverse("hand_in_files", args=[assignment.code])
    level = f"level-{cast.goals[0].code}"
    answer = viggo.post(upload, typed(uploads=jpeg(), **{level: "1"}), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(url, 302)] and "Det var en mørk nat." in page and "Det gik godt." in page
    assert f'name="{level}" value="1" checked' in page and not HandIn.objects.exists()
    file = ProductFile.objects.get()
    page = viggo.post(reverse("hand_in_file_removal", args=[assignment.code, file.code]), typed(text="Nyt")).content
    assert "Nyt</textarea>" in page.decode()


@pytest.mark.parametrize(
    ("bad", "status", "said"),
    [
        (lambda: samples.upload(b"", "tom.jpg"), 422, "tom"),
        (lambda: samples.upload(b"MZ" + b"\0" * 200, "virus.exe"), 415, "tager Spor ikke imod"),
        (lambda: samples.upload(samples.PDF, "foto.jpg"), 415, "ikke, hvad navnet siger"),
        (lambda: samples.upload(samples.jpeg()[:400], "halv.jpg"), 422, "kan ikke åbnes"),
        (lambda: samples.upload(samples.png_header_of(60_000, 60_000), "bombe.png"), 413, "for stort at åbne"),
        (lambda: samples.upload(b"<svg onload=alert(1)>", "tegning.svg"), 415, "tager Spor ikke imod"),
    ],
)
def test_a_bad_file_is_named_and_nothing_else_is_lost(
    viggo: Client, cast: Cast, url: str, bad, status: int, said: str
) -> None:
    sent = typed(uploads=[jpeg("god.jpg"), bad()], makers=[cast.oskar.code], **{f"level-{cast.goals[0].code}": "2"})
    answer = viggo.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == status and said in page
    assert "Det var en mørk nat.</textarea>" in page and "Det gik godt.</textarea>" in page
    assert f'value="{cast.oskar.code}" id="id_makers_1" checked' in page or "checked" in page
    assert not HandIn.objects.exists()
    kept = ProductFile.objects.get()  # the good one came through, and is there when the form is sent again
    assert kept.file.name == "god.jpg" and kept.code in page
    assert viggo.post(url, typed(makers=[cast.oskar.code])).status_code == 302
    assert HandIn.objects.get().version.files.count() == 1


def test_too_large_a_file_is_413_and_the_text_stays(viggo: Client, url: str, settings) -> None:
    settings.FILE_MAX_BYTES = 3000
    answer = viggo.post(url, typed(uploads=samples.upload(b"\xff\xd8\xff" + b"x" * 5000, "stor.jpg")))
    assert answer.status_code == 413 and "MB" in answer.content.decode()
    assert "Det var en mørk nat.</textarea>" in answer.content.decode() and not Product.objects.exists()


def test_a_full_disk_is_507_and_the_text_stays(viggo: Client, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("spor.base.files.disk.os.fsync", full)
    answer = viggo.post(url, typed(uploads=jpeg()))
    page = answer.content.decode()
    assert answer.status_code == 507 and "plads" in page and "Det var en mørk nat.</textarea>" in page
    assert not (HandIn.objects.exists() or StoredFile.objects.exists())


def test_a_name_of_300_characters_is_cut_and_its_end_kept(viggo: Client, url: str) -> None:
    assert viggo.post(url, typed(uploads=jpeg("å" * 300 + ".jpg"))).status_code == 302
    stored = StoredFile.objects.get()
    assert len(stored.name) <= 200 and stored.name.endswith(".jpg")


def test_script_in_every_field_is_shown_as_text(viggo: Client, cast: Cast, url: str) -> None:
    evil = "<script>alert(1)</script>\x00"
    page = viggo.post(
        url, typed(text=evil, self_text=evil, uploads=jpeg('"><script>.jpg')), follow=True
    ).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    product = reverse("product", args=[trace_code()])
    page = viggo.get(product).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_too_long_a_text_says_both_numbers_and_is_not_cut(viggo: Client, url: str) -> None:
    answer = viggo.post(url, typed(text="x" * 20_001))
    page = answer.content.decode()
    assert answer.status_code == 422 and "20001" in page.replace(".", "") and "x" * 20_001 in page
    assert not Product.objects.exists()


def test_made_up_values_are_refused_with_the_form_intact(viggo: Client, cast: Cast, url: str) -> None:
    sent = typed(makers=["nogetandet"], **{f"level-{cast.goals[0].code}": "9"})
    answer = viggo.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Vælg et af niveauerne" in page and "Se på krydserne igen" in page
    assert viggo.post(url, typed(key="x" * 500)).status_code == 302


def test_a_stale_form_keeps_what_was_typed(viggo: Client, cast: Cast, url: str) -> None:
    viggo.post(url, typed())
    page = viggo.post(url, typed(text="Fra en gammel fane", uploads=jpeg()), follow=True).content.decode()
    assert HandIn.objects.count() == 1 and "ligger her stadig" in page
    aside = ProductVersion.objects.get(hand_in=None)
    assert (aside.text, aside.files.count()) == ("Fra en gammel fane", 1)


def test_nothing_typed_and_no_file_is_said_beside_the_field(viggo: Client, url: str) -> None:
    answer = viggo.post(url, {"key": "a", "text": "  ", "self_text": ""})
    assert answer.status_code == 422 and "Her er ikke noget at aflevere endnu" in answer.content.decode()


def test_a_phone_photo_is_upright_and_tells_no_place(viggo: Client, url: str, own_files: Path) -> None:
    photos = [
        samples.upload(samples.phone_photo(), "IMG_1.jpg"),
        samples.upload(samples.fixture("turned.heic"), "b.HEIC"),
    ]
    assert viggo.post(url, typed(uploads=photos)).status_code == 302
    for each in StoredFile.objects.all():
        assert (each.width, each.height) == (96, 160) and each.media_type == "image/jpeg"
    assert not any(b"Exif" in path.read_bytes() for path in own_files.glob("??/??/*"))


def test_strangers_and_adults_have_no_such_page(client: Client, cast: Cast, url: str, assignment, sign_in) -> None:
    upload = reverse("hand_in_files", args=[assignment.code])
    for person, status in [(cast.magnus, 404), (cast.nina, 404), (cast.stranger, 404), (cast.mette, 403)]:
        sign_in(client, person)
        for answer in (client.get(url), client.post(url, typed()), client.post(upload, {"uploads": jpeg()}, **HTMX)):
            assert answer.status_code == status
    assert not Product.objects.exists()


def test_the_page_costs_the_same_with_one_and_with_three_versions(
    viggo: Client, cast: Cast, assignment, url: str, django_assert_num_queries
) -> None:
    for versions in (1, 3):
        while HandIn.objects.count() < versions:
            for hand_in in HandIn.objects.filter(returned=None):
                Return.objects.create(hand_in=hand_in, by=cast.mette, at=NOW, text="Mere")
            viggo.post(
                url, typed(text=work.key(), uploads=jpeg(width=70 + HandIn.objects.count()), makers=[cast.oskar.code])
            )
        viggo.get(url)
        with django_assert_num_queries(15):
            viggo.get(url)


def test_the_youngest_get_a_page_without_words_to_read(client: Client, cast: Cast, sign_in) -> None:
    run = work.make_run(cast, cast.g0a, cast.dansk, by=cast.sanne)
    assignment = work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Tegn din bamse")
    sign_in(client, cast.villads)
    url = reverse("hand_in", args=[assignment.code])
    page = client.get(url).content.decode()
    assert 'class="young"' in page and 'data-text="Tegn din bamse.' in page and "bigcam" in page
    level = f"level-{cast.goals[0].code}"
    answer = client.post(url, {"key": "a", "uploads": jpeg(), "self_text": "Det gik godt.", level: "2"}, follow=True)
    assert "Afleveret" in answer.content.decode() and HandIn.objects.get().version.files.count() == 1
    assert SelfAssessment.objects.get().text == "Det gik godt." and SelfLevel.objects.get().level == 2


def test_an_upload_costs_the_same_with_one_and_with_three_files(
    viggo: Client, assignment, django_assert_num_queries
) -> None:
    upload = reverse("hand_in_files", args=[assignment.code])
    for count in (1, 3):
        while ProductFile.objects.count() < count:
            viggo.post(upload, {"uploads": jpeg(width=61 + ProductFile.objects.count())}, **HTMX)
        with django_assert_num_queries(34):
            viggo.post(upload, {"uploads": jpeg(width=80 + count)}, **HTMX)


def test_a_removal_costs_the_same_with_one_and_with_three_files(
    viggo: Client, assignment, django_assert_num_queries
) -> None:
    upload = reverse("hand_in_files", args=[assignment.code])
    for count in (1, 3):
        while ProductFile.objects.count() < count:
            viggo.post(upload, {"uploads": jpeg(width=61 + ProductFile.objects.count())}, **HTMX)
        file = ProductFile.objects.order_by("-pk")[0]
        with django_assert_num_queries(32):
            viggo.post(reverse("hand_in_file_removal", args=[assignment.code, file.code]), **HTMX)
