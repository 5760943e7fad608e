"""`./run import_register FILE.xml`: what it prints and how it ends."""

import json
from collections.abc import Callable

import pytest
from django.core.management import call_command

from demo.stil import write
from spor.people.models import Person
from tests.rooms.integrations.stil_files import EXAMPLE, apply, contact, employee, later, pupil, school

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(file, "--apply")` → (exit status, standard output, standard error)."""

    def command(*words: object) -> tuple[int, str, str]:
        try:
            call_command("import_register", *map(str, words))
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        return status, *capsys.readouterr()

    return command


def test_json_prints_one_object(run: Run) -> None:
    expected = {
        "persons": {"added": 5, "changed": 0, "ended": 0},
        "groups": {"added": 3, "changed": 0, "ended": 0},
        "memberships": {"added": 5, "changed": 0, "ended": 0},
        "guardianships": {"added": 2, "changed": 0, "ended": 0},
        "warnings": [],
    }
    for words in (["--json"], ["--json"], ["--apply", "--json"]):
        status, out, err = run(EXAMPLE, *words)
        assert (status, json.loads(out), err) == (0, expected, "")
    status, out, _err = run(EXAMPLE, "--apply", "--json")
    assert {sum(count.values()) for name, count in json.loads(out).items() if name != "warnings"} == {0}


def test_the_preview_is_danish_and_names_examples_but_nobody_who_is_protected(run: Run, tmp_path) -> None:
    status, out, _err = run(EXAMPLE)
    assert status == 0
    assert "Prøveskolen (999001), 17. august 2026" in out and "Skolen er ny her." in out
    assert "5 nye: (beskyttet), Lærke, Per …" in out and "3 nye: 4.B, Svømning 4. årgang, team-mellem" in out
    assert "Ærø" not in out and "Åse" not in out
    assert "Intet er ændret endnu" in out
    assert "Det er indlæst." in run(EXAMPLE, "--apply")[1]
    assert "Intet er ændret siden sidst." in run(EXAMPLE)[1]


def test_the_preview_says_who_changes_and_ends_with_warnings_first(run: Run, tmp_path) -> None:
    first = school(pupil("anna", "5b", 5, contact("mor1")), pupil("bo"), employee("otto", groups=("5b",)))
    apply(first)
    changed = later(first, entries=[pupil("anna", "6q", 6, contact("mor1", custody=False), name="Anna Ny")], groups=[])
    path = tmp_path / "fil.xml"
    path.write_bytes(write(changed))
    _status, out, _err = run(path)
    assert out.index("! Gruppen «6q» er ikke erklæret") < out.index("Personer")
    for line in ("1 ændrede: Anna", "2 slut: Bo, Otto", "1 nye: 6q", "1 slut: 5.B", "3 slut: Anna, Bo, Otto"):
        assert line in out, line
    assert Person.objects.get(uniid="anna").family_name == "Prøve"


@pytest.mark.parametrize("words", [[], ["--apply"]])
def test_a_refused_file_ends_with_2_and_its_reason(run: Run, tmp_path, words: list[str]) -> None:
    path = tmp_path / "fil.xml"
    path.write_text(EXAMPLE.read_text().replace("</x:Group>", "", 1))
    status, out, err = run(path, *words)
    assert (status, out) == (2, "") and err.startswith("Linje 21: ")
    status, out, err = run(path, "--json", *words)
    assert status == 2 and err
    assert json.loads(out) == {"refused": "Filen er ikke gyldig XML.", "line": 21}
    status, out, err = run(tmp_path / "ingen.xml", "--json", *words)
    assert status == 2 and json.loads(out)["line"] is None
    assert not Person.objects.exists()
