"""Sharing: a dated copy for those who were named, unchanged afterwards, on the screen and on paper alike."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from spor.access.models import Event
from spor.plans.actions.sentences import confirm, write_own
from spor.plans.actions.share import share
from spor.plans.models import PlanSnapshot, Sentence, SnapshotLine
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import current
from spor.plans.queries.sections import sections
from tests.cast import NOW, TODAY, Cast
from tests.rooms.plans.trail import Trail

HOSTILE = (
    "Let #x = $a*b$ @label <script>alert(1)</script> \\ _em_ `code` // nej /* nej */ “æøå” & «så» 😀 👍🏽 العربي Łukasz"
)


def confirm_all(actor, cast: Cast) -> None:
    mette = actor(cast.mette)
    for section in sections(mette, current(mette, pupils.load(mette, cast.oskar.code))):
        for line in section.lines:
            confirm(actor=mette, pupil=cast.oskar, code=line.code, n=line.n, text=line.text)


def everybody(cast: Cast) -> list[str]:
    return [cast.henrik.code, cast.signe.code, cast.oskar.code]


def shared(actor, cast: Cast, key: str = "k") -> PlanSnapshot:
    confirm_all(actor, cast)
    return share(actor=actor(cast.mette), pupil=cast.oskar, to=everybody(cast), key=key)


def send(client, cast: Cast, **changed):
    return client.post(f"/elever/{cast.oskar.code}/plan/udgaver/", {"to": everybody(cast), "key": "k", **changed})


def screen(client, cast: Cast, snapshot: PlanSnapshot) -> str:
    answer = client.get(f"/elever/{cast.oskar.code}/plan/udgaver/{snapshot.code}/")
    assert answer.status_code == 200
    pieces = re.findall(r"<(h1|h2|p|span)[^>]* data-paper>(.*?)</\1>", answer.content.decode(), re.S)
    return " ".join(unescape(re.sub(r"<br>", " ", text)) for _tag, text in pieces)


def paper(client, cast: Cast, snapshot: PlanSnapshot) -> PdfReader:
    answer = client.get(f"/elever/{cast.oskar.code}/plan/udgaver/{snapshot.code}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(b"".join(answer)))


def normal(text: str) -> str:
    """Without the line breaks of either, the marks that hold emoji together, and the places where long words may break."""
    return re.sub(r"[\s\u200b\u200d\ufe0f]+", "", text)


def test_only_what_is_confirmed_is_frozen(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    sign_in(client, cast.mette)
    write_own(actor=actor(cast.mette), pupil=cast.oskar, subject=cast.historie, text="Bruger kilder.", key="o")
    page = client.get(f"/elever/{cast.oskar.code}/plan/").content.decode()
    assert "1 afsnit er bekræftet." in page and "3 er ikke bekræftet og kommer ikke med." in page
    assert "Der skal stå noget om dansk." in page and "Der skal stå noget om matematik." in page
    assert "Henrik Dahl" in page and "Signe Dahl" in page and "Del med Henrik, Signe og Oskar" in page
    assert send(client, cast).status_code == 302
    lines = SnapshotLine.objects.filter(kind="sentence")
    assert [(line.text, line.subject, line.who) for line in lines] == [("Bruger kilder.", cast.historie, "Mette")]
    assert Event.objects.filter(deed="share", pupil_id=cast.oskar.pk).count() == 1


def test_nothing_confirmed_is_nothing_to_share(cast: Cast, trail: Trail, client, sign_in) -> None:
    sign_in(client, cast.mette)
    answer = send(client, cast)
    assert answer.status_code == 422 and "Bekræft mindst ét afsnit" in answer.content.decode()
    assert not PlanSnapshot.objects.exists()


def test_twice_the_same_press_is_one_snapshot(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    confirm_all(actor, cast)
    sign_in(client, cast.mette)
    assert send(client, cast).url == send(client, cast).url
    assert PlanSnapshot.objects.count() == 1


def test_others_than_those_named_stop_it(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    from spor.access.models import Restriction

    confirm_all(actor, cast)
    sign_in(client, cast.mette)
    Restriction.objects.create(
        guardian=cast.henrik, pupil=cast.oskar, set_by=cast.susanne, reason="x", from_on=NOW.date()
    )
    answer = send(client, cast)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Del med Signe og Oskar" in text and "har ændret sig" in text
    assert not PlanSnapshot.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("jonas", 403), ("birgitte", 403), ("henrik", 404), ("oskar", 404)])
def test_the_class_lead_alone_shares(cast: Cast, trail: Trail, client, sign_in, actor, who: str, status: int) -> None:
    confirm_all(actor, cast)
    sign_in(client, getattr(cast, who))
    assert send(client, cast).status_code == status
    assert not PlanSnapshot.objects.exists()


def test_a_snapshot_never_changes(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    snapshot = shared(actor, cast)
    sign_in(client, cast.henrik)
    before = screen(client, cast, snapshot)
    trail.judge(cast.oskar, 0, 1)
    Sentence.objects.update(text="Noget andet")
    assert screen(client, cast, snapshot) == before
    assert "Et mål er gået fra «På vej» til «Kan»" in before


def test_the_paper_says_what_the_screen_says(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    long_word = "Donaudampfschifffahrt" * 12
    for number, text in enumerate([HOSTILE, long_word, "Linje et.\nLinje to: 50 % #1 *fed* =lig="]):
        write_own(actor=actor(cast.mette), pupil=cast.oskar, subject=cast.dansk, text=text, key=f"o{number}")
    snapshot = shared(actor, cast)
    sign_in(client, cast.henrik)
    read = paper(client, cast, snapshot)
    assert normal("".join(page.extract_text() for page in read.pages)) == normal(screen(client, cast, snapshot))
    assert normal(HOSTILE) in normal(screen(client, cast, snapshot))


def test_the_paper_is_tagged_danish_and_in_our_own_fonts(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    snapshot = shared(actor, cast)
    sign_in(client, cast.oskar)
    read = paper(client, cast, snapshot)
    root = read.trailer["/Root"]
    assert root["/Lang"] == "da-DK"
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in metadata and re.search(r"<pdfuaid:part>1<|pdfuaid:part=\"1\"", metadata)
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all(name.startswith("SchibstedGrotesk") for name in fonts)
    assert read.metadata and read.metadata.title == "Oskar Dahl"


def test_what_no_font_has_is_a_box_and_no_fault(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    write_own(actor=actor(cast.mette), pupil=cast.oskar, subject=None, text="Skriver 漢字 selv", key="o")
    snapshot = shared(actor, cast)
    sign_in(client, cast.henrik)
    assert "▯▯" in paper(client, cast, snapshot).pages[0].extract_text()


def test_what_changed_since_last_is_told(cast: Cast, trail: Trail, client, sign_in, actor, set_clock) -> None:
    import datetime as dt

    shared(actor, cast)
    later = NOW + dt.timedelta(days=60)
    set_clock(later)
    trail.judge(cast.oskar, 4, 3, at=later - dt.timedelta(days=1))
    mette = actor(cast.mette, now=later)
    write_own(actor=mette, pupil=cast.oskar, subject=cast.matematik, text="Regner sikkert med brøker.", key="m")
    second = share(actor=mette, pupil=cast.oskar, to=everybody(cast), key="k2")
    sign_in(client, cast.henrik)
    text = client.get(f"/elever/{cast.oskar.code}/plan/udgaver/{second.code}/").content.decode()
    aside = text[text.index("Hvad er ændret?") :]
    assert "Siden udgaven fra 25. november 2026" in aside
    assert "Regner sikkert med brøker." in aside and "fra «I gang» til «Kan»" in aside


def test_a_snapshot_of_another_pupil_is_not_under_this_one(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    snapshot = shared(actor, cast)
    sign_in(client, cast.henrik)
    for tail in ("", "pdf/"):
        assert client.get(f"/elever/{cast.alma.code}/plan/udgaver/{snapshot.code}/{tail}").status_code == 404


def test_snapshot_costs_the_same_with_one_line_and_with_many(
    cast: Cast, trail: Trail, client, sign_in, actor, django_assert_num_queries
) -> None:
    snapshot = shared(actor, cast)
    sign_in(client, cast.henrik)
    screen(client, cast, snapshot)
    for rank in (900, 950):
        with django_assert_num_queries(10):
            client.get(f"/elever/{cast.oskar.code}/plan/udgaver/{snapshot.code}/")
        SnapshotLine.objects.bulk_create(
            SnapshotLine(snapshot=snapshot, rank=rank + number, kind="sentence", text="x") for number in range(3)
        )


@pytest.mark.parametrize(("grade", "words"), [(0, "sproglig"), (5, "dansk"), (8, "tanker om uddannelse"), (10, "")])
def test_the_law_is_a_table(grade: int, words: str) -> None:
    from spor.plans import law

    said = " ".join(law.missing(grade, set(), TODAY))
    assert words in said and bool(said) == bool(words)
    assert "dansk" not in " ".join(law.missing(grade, {"dan", "mat"}, TODAY))
