"""A copy of what is held about a person: all that is declared, readable without a server, and nothing of anybody else's."""

import csv
import io
import itertools
import json
import zipfile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spor.access.models import Event, Restriction
from spor.base import files
from spor.base.codes import new_code
from spor.evidence.models import Feedback, Placement, Product, ProductFile, ProductVersion, Release, Trace
from spor.people.models import Person
from spor.plans.models import Answer, AnswerReader, PlanSnapshot
from spor.privacy import declared
from spor.privacy.copying.cells import file_name
from spor.privacy.copying.choosing import Asker
from spor.privacy.copying.packing import packed
from spor.wellbeing.models import CheckIn, CheckInReader, TalkWish
from tests.cast import NOW, TODAY, build_cast
from tests.rooms.privacy.planting import Planter, ends_with_person

WORD = "kanariefugl"


def copy_of(person: Person, asker: Asker) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(packed(person, asker, made_at="25.11.2026"))))


def said(archive: zipfile.ZipFile) -> str:
    """All that can be read in it, the names of its files too."""
    return "\n".join(f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())


def work_of(*pupils: Person, words: str, title: str = "Gys") -> Product:
    product = Product.objects.create(made_by=pupils[0], made_at=NOW, key=new_code(), title=title)
    ProductVersion.objects.create(product=product, n=1, by=pupils[0], at=NOW, text=words)
    for pupil in pupils:
        Trace.objects.create(pupil=pupil, kind="product", at=NOW, author=pupil, product=product)
    return product


def shared(product: Product, file: bytes, name: str) -> None:
    stored = files.keep_made(file, name=name, now=NOW)
    ProductFile.objects.create(version=product.versions.get(), file=stored, rank=product.versions.get().files.count())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plants rows that the checks of PostgreSQL would not take")
def test_whatever_is_declared_stands_in_the_whole_copy(transactional_db) -> None:
    """No list here or in the room: a model that is declared tomorrow is asked for tomorrow."""
    cast = build_cast()
    planter = Planter(cast.viggo, WORD, cast.mette)
    planter.all()
    archive = copy_of(cast.viggo, Asker(None, is_judged=True))
    names = set(archive.namelist())
    assert archive.testzip() is None and "index.html" in names
    for model in planter.made:
        if ends_with_person(model) and planter.made[model] is not None:
            each = declared.of(model)
            assert each is not None
            if model._base_manager.filter(**{each.subject: cast.viggo.pk}).exists():
                assert f"data/{each.model.lower().replace('.', '-')}.json" in names, each.model
    assert sum(WORD.encode() in archive.read(name) for name in names if name.startswith("filer/")) >= 5
    assert cast.mette.name in said(archive), "staff acted in office"


def test_the_copy_opens_without_a_server_or_a_script(cast, own_files) -> None:
    shared(work_of(cast.viggo, words="Det var <mørkt>"), b"%PDF- mig %%EOF", "mit billede.pdf")
    archive = copy_of(cast.viggo, Asker(None, is_judged=True))
    index = archive.read("index.html").decode()
    assert "<script" not in said(archive) and "http" not in said(archive).replace("http-equiv", "")
    assert 'href="data/evidence-productversion.html"' in index and "filer/0001 mit billede.pdf" in index
    assert "Det var &lt;mørkt&gt;" in archive.read("data/evidence-productversion.html").decode()
    assert json.loads(archive.read("data/evidence-productversion.json"))[0]["Tekst"] == "Det var <mørkt>"
    table = archive.read("data/evidence-productversion.csv").decode("utf-8-sig")
    assert next(iter(csv.DictReader(io.StringIO(table), delimiter=";")))["Tekst"] == "Det var <mørkt>"
    assert archive.read("filer/0001 mit billede.pdf") == b"%PDF- mig %%EOF"


def test_a_parents_own_copy_is_no_way_around_the_rights(cast, actor) -> None:
    """Of what the child did not show, what the other home wrote, and what a teacher has not given, there is nothing."""
    oskar, henrik, signe = cast.oskar, cast.henrik, cast.signe
    trace = work_of(oskar, words="Delt").traces.get()
    Feedback.objects.create(pupil=oskar, trace=trace, author=cast.mette, text="UKLAR", written_at=NOW, key=new_code())
    given = Feedback.objects.create(
        pupil=oskar, trace=trace, author=cast.mette, text="GIVET", written_at=NOW, key=new_code()
    )
    Release.objects.create(feedback=given, by=cast.mette, at=NOW)
    check_in = CheckIn.objects.create(pupil=oskar, group=cast.g5b, on=TODAY, at=NOW, scale="older", answer="bad")
    CheckInReader.objects.create(check_in=check_in, person=signe)
    TalkWish.objects.create(pupil=oskar, adult=cast.mette, at=NOW, text="HEMMELIGT", key=new_code())
    snapshot = PlanSnapshot.objects.create(
        pupil=oskar, at=NOW, by=cast.mette, class_name="5.B", school_name="K", pupil_name="Oskar", key=new_code()
    )
    more = {"pupil": oskar, "snapshot": snapshot, "at": NOW}
    Answer.objects.create(**more, by=signe, text="KUN TIL SKOLEN", key=new_code())
    told = Answer.objects.create(**more, by=signe, text="TIL OS BEGGE", key=new_code())
    AnswerReader.objects.create(answer=told, person=henrik)
    Restriction.objects.create(guardian=signe, pupil=oskar, set_by=cast.susanne, reason="AFGØRELSE", from_on=TODAY)
    his = said(copy_of(oskar, Asker(actor(henrik), is_judged=False)))
    assert "GIVET" in his and "TIL OS BEGGE" in his and "5.B" in his
    for kept in ("UKLAR", "HEMMELIGT", "KUN TIL SKOLEN", "AFGØRELSE", "wellbeing-checkin", signe.name):
        assert kept not in his, kept
    judged = said(copy_of(oskar, Asker(actor(henrik), is_judged=True)))
    assert "UKLAR" in judged and "AFGØRELSE" in judged
    assert "HEMMELIGT" not in judged and "KUN TIL SKOLEN" not in judged and "wellbeing-checkin" not in judged
    whole = said(copy_of(oskar, Asker(None, is_judged=True)))
    assert "HEMMELIGT" in whole and "KUN TIL SKOLEN" in whole


def test_others_around_are_not_named(cast, actor, own_files) -> None:
    """The other member of a group's product, a classmate with a protected name, and the sibling: in rows, texts and names of files."""
    cast.alma.is_protected = True
    cast.alma.save()
    product = work_of(cast.oskar, cast.classmate, words="Oskar og Livas historie om Noor Hemmelig, NORA og alma.")
    shared(product, b"%PDF- os %%EOF", "Liva og Alma.pdf")
    Placement.objects.create(trace=product.traces.get(pupil=cast.oskar), by=cast.oskar, at=NOW)
    copy = said(copy_of(cast.oskar, Asker(actor(cast.oskar), is_judged=False)))
    assert "Oskar og [en anden] historie om [en anden], [en anden] og [en anden]." in copy
    assert "Liva" not in copy and "Noor" not in copy and "Nora" not in copy and "Alma" not in copy
    fathers = said(copy_of(cast.oskar, Asker(actor(cast.henrik), is_judged=False)))
    assert "Liva" not in fathers and "Alma" in fathers, "his own daughter's name is no secret to him"


def test_an_employees_copy_is_about_the_employee(cast, actor) -> None:
    work_of(cast.oskar, words="Elevens egen")
    copy = said(copy_of(cast.mette, Asker(actor(cast.mette), is_judged=False)))
    assert "data/access-teamrole.json" in copy and "data/people-post.json" in copy
    assert "Elevens egen" not in copy and "Magnus" not in copy


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\a:b.jpg", "a_b.jpg"),
        ("a\x00b\r\n.png", "a_b__.png"),
        ("<script>.html", "_script_.html"),
        ("...", "__"),
        ("", "fil"),
        ("x" * 300 + ".jpeg", "x" * 60 + ".jpeg"),
        ("\u202egpj.exe", "_gpj.exe"),
    ],
)
def test_a_file_unpacks_into_its_folder_whatever_it_was_called(name: str, kept: str) -> None:
    assert file_name(name) == kept


def test_a_spreadsheet_is_given_no_formula(cast, own_files) -> None:
    work_of(cast.viggo, words="=HYPERLINK(1)")
    table = copy_of(cast.viggo, Asker(None, is_judged=True)).read("data/evidence-productversion.csv").decode()
    assert "'=HYPERLINK(1)" in table


def test_a_file_the_disk_has_lost_is_said_and_the_rest_comes(cast, own_files) -> None:
    shared(work_of(cast.viggo, words="x"), b"%PDF- a %%EOF", "a.pdf")
    shared(work_of(cast.viggo, words="y"), b"%PDF- b %%EOF", "b.pdf")
    files.path_of(ProductFile.objects.order_by("pk")[0].file).unlink()
    archive = copy_of(cast.viggo, Asker(None, is_judged=True))
    assert "a.pdf (filen findes ikke mere)" in archive.read("index.html").decode()
    assert "filer/0002 b.pdf" in archive.namelist()


def test_two_thousand_products_come_in_slices(cast, own_files) -> None:
    made = Product.objects.bulk_create(Product(made_by=cast.viggo, made_at=NOW, key=new_code()) for _ in range(2000))
    ProductVersion.objects.bulk_create(
        ProductVersion(product=each, n=1, by=cast.viggo, at=NOW, text=f"{new_code() * 80}") for each in made
    )
    Trace.objects.bulk_create(
        Trace(pupil=cast.viggo, kind="product", at=NOW, author=cast.viggo, product=each) for each in made
    )
    slices = list(packed(cast.viggo, Asker(None, is_judged=True), made_at=""))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(slices)))
    assert len(json.loads(archive.read("data/evidence-productversion.json"))) == 2000
    assert len(slices) > 5 and max(map(len, slices)) < 1024 * 1024


def test_rows_are_read_some_hundred_at_a_time(cast) -> None:
    """One product or four cost the same."""
    asker, costs = Asker(None, is_judged=True), []
    for count in (1, 3):
        for _ in range(count):
            work_of(cast.viggo, words="x")
        with CaptureQueriesContext(connection) as asked:
            list(packed(cast.viggo, asker, made_at=""))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_two_copies_at_once_do_not_meet(cast, own_files) -> None:
    for pupil in (cast.viggo, cast.oskar):
        shared(work_of(pupil, words=pupil.uniid), f"%PDF- {pupil.uniid} %%EOF".encode(), "a.pdf")
    asker = Asker(None, is_judged=True)
    copies = [packed(pupil, asker, made_at="") for pupil in (cast.viggo, cast.oskar)]
    taken: list[list[bytes]] = [[], []]
    for step in itertools.zip_longest(*copies, fillvalue=b""):
        for each, some in zip(taken, step, strict=True):
            each.append(some)
    for pupil, other, parts in zip((cast.viggo, cast.oskar), (cast.oskar, cast.viggo), taken, strict=True):
        archive = zipfile.ZipFile(io.BytesIO(b"".join(parts)))
        assert pupil.uniid in archive.read("filer/0001 a.pdf").decode() and other.uniid not in said(archive)


def test_the_command_writes_a_file_only_its_owner_may_read_and_never_over_another(cast, tmp_path, capsys) -> None:
    place = tmp_path / "viggo.zip"
    call_command("subject_access", "viggo", "--for", "nina", "--to", str(place))
    assert place.stat().st_mode & 0o777 == 0o600 and zipfile.ZipFile(place).testzip() is None
    assert Event.objects.filter(deed="make_copy", pupil_id=cast.viggo.pk).count() == 1
    for words in (["viggo", "--to", str(place)], ["nobody"]):
        with pytest.raises(CommandError):
            call_command("subject_access", *words)
    assert apps.is_installed("spor.privacy") and "Look through it" in capsys.readouterr().out
