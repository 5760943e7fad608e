"""The pages of imports: what each sees of them, and with how many queries."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from demo.stil import write
from spor.access.models import Look
from spor.integrations.imports import actions, jobs
from spor.integrations.models import ImportRun, SelfApproval
from spor.integrations.rows import RegisterFile
from tests.cast import Cast
from tests.rooms.integrations.stil_files import apply, employee, group, later, pupil, school

Sign = Callable[..., None]
GROUPS = (group("5b", "5.B", grade=5),)
HELD = school(*(pupil(f"elev{number}") for number in range(9)), employee("lærer"), groups=GROUPS, number="200001")


def grown(count: int) -> RegisterFile:
    """A day later, with so many new pupils."""
    return later(HELD, entries=[*HELD.entries, *(pupil(f"ny{number}", name=f"Ny {number}") for number in range(count))])


def bring(file: RegisterFile) -> ImportRun:
    actions.receive(actor=None, sources=[("uni.xml", write(file))])
    jobs.work_on_all()
    return ImportRun.objects.latest("pk")


def upload(content: bytes, name: str = "uni.xml") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_run_asks_as_much_for_three_lines_as_for_one(
    cast: Cast, client: Client, sign_in: Sign, django_assert_num_queries: Callable[..., object], count: int
) -> None:
    apply(HELD)
    run = bring(grown(count))
    sign_in(client, cast.rikke)
    with django_assert_num_queries(15):
        page = client.get(reverse("import_run", args=[run.code])).content.decode()
    assert page.count("Ny 0") == 1 and ("Ny 2" in page) == (count == 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_all_asks_as_much_for_three_schools_as_for_one(
    cast: Cast, client: Client, sign_in: Sign, django_assert_num_queries: Callable[..., object], count: int
) -> None:
    for number in range(count):
        bring(replace(HELD, number=f"30000{number}", name=f"Skole {number}"))
    sign_in(client, cast.rikke)
    with django_assert_num_queries(8):
        page = client.get(reverse("imports")).content.decode()
    assert page.count('data-th="Tjek"') == count


@pytest.mark.django_db
def test_the_administrator_brings_approves_and_undoes_by_the_page(cast: Cast, client: Client, sign_in: Sign) -> None:
    sign_in(client, cast.rikke)
    assert client.post(reverse("imports"), upload(write(HELD))).status_code == 302
    jobs.work_on_all()
    run = ImportRun.objects.get()
    assert "Godkend" in client.get(reverse("imports")).content.decode()
    client.post(reverse("import_approval"), {"run": f"{run.code}:{run.seen}"})
    jobs.work_on_all()
    page = client.get(reverse("import_run", args=[run.code])).content.decode()
    assert "Det er læst ind" in page and "Godkendt af Rikke" in page
    client.post(reverse("import_undo", args=[run.code]))
    assert "er fortrudt" in client.get(reverse("import_run", args=[run.code])).content.decode()


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"\0\0\0", 422), (b"<a/>", 422), (write(HELD)[:-40], 422)]
)
def test_what_is_no_register_file_is_refused_beside_the_field(
    cast: Cast, client: Client, sign_in: Sign, content: bytes, status: int
) -> None:
    sign_in(client, cast.rikke)
    answer = client.post(reverse("imports"), upload(content, "a\0b.xml"))
    assert answer.status_code == status and "fil-e" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_the_secretary_sees_names_of_her_own_school_the_leader_errors_and_the_consultant_counts(
    cast: Cast, client: Client, sign_in: Sign
) -> None:
    run = bring(
        replace(grown(1), number=cast.kastanje.number)
    )  # other people than the school has: nobody is closed out before a yes
    other = bring(replace(HELD, number=cast.aasen.number, name="Åsenskolen"))
    ImportRun.objects.update(warnings="Klassen «5.B» har intet klassetrin.")
    seen = {}
    for name in ("lone", "susanne", "jan"):
        sign_in(client, cast.people[name])
        seen[name] = client.get(reverse("import_run", args=[run.code]), {"alle": ""}).content.decode()
        assert "Afvis" not in seen[name]
    assert "Ny 0" in seen["lone"] and "Ny 0" not in seen["susanne"] + seen["jan"]
    assert "intet klassetrin" in seen["susanne"] and "intet klassetrin" not in seen["jan"]
    sign_in(client, cast.lone)
    assert client.get(reverse("import_run", args=[other.code])).status_code == 404
    assert "Åsenskolen" not in client.get(reverse("imports")).content.decode()


@pytest.mark.django_db
def test_whose_names_were_seen_is_written_down(cast: Cast, client: Client, sign_in: Sign) -> None:
    run = bring(replace(HELD, number=cast.kastanje.number))
    sign_in(client, cast.lone)
    client.get(reverse("import_run", args=[run.code]))
    assert Look.objects.get().pupils.filter(pupil_id=cast.oskar.pk).exists()


@pytest.mark.django_db
def test_nights_approve_themselves_only_when_chosen(cast: Cast, client: Client, sign_in: Sign) -> None:
    apply(HELD)
    sign_in(client, cast.rikke)
    client.post(reverse("import_nights"), {"nights": "on"})
    client.post(reverse("import_nights"), {"nights": "on"})
    assert SelfApproval.objects.filter(to_at=None).count() == 1
    actions.receive(actor=None, sources=[("a", write(grown(1)))], origin="fetch")
    jobs.work_on_all()
    assert ImportRun.objects.get().merge.event_id
    client.post(reverse("import_nights"), {"nights": "off"})
    actions.receive(actor=None, sources=[("b", write(later(grown(2))))], origin="fetch")
    jobs.work_on_all()
    assert not hasattr(ImportRun.objects.latest("pk"), "merge")


@pytest.mark.django_db
def test_another_school_year_stands_until_it_is_begun(cast: Cast, client: Client, sign_in: Sign) -> None:
    apply(HELD)
    run = bring(later(grown(2), school_years=("2027-2028",)))
    address = reverse("import_run", args=[run.code])
    sign_in(client, cast.rikke)
    assert "Begynd skoleåret med" in client.get(address).content.decode()
    chosen = {"run": f"{run.code}:{run.seen}"}
    client.post(reverse("import_approval"), chosen)
    assert "Begynd skoleåret med" in client.get(address).content.decode()
    client.post(reverse("import_approval"), chosen | {"rollover": "on"})
    jobs.work_on_all()
    assert "Det er læst ind" in client.get(address).content.decode()
