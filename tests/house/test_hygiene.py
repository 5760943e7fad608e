"""Rules 11 and 12, and what no tracked file may hold: paths of one machine, foreign hosts, silenced checks without a reason."""

import re
import tomllib
from pathlib import Path

from tests.house.tree import ROOT, Tree, holds

TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".svg",
    ".typ",
    ".csv",
    ".json",
    ".xml",
    ".xsd",
    ".yml",
    "",
}
# Public names that a reader may follow or a format demands. Nothing is fetched from any of them.
HOSTS = {
    "127.0.0.1": "this machine",
    "localhost": "this machine",
    "testserver": "Django's test client",
    "www.w3.org": "names of XML and SVG",
    "docs.oasis-open.org": "names of WS-Security",
    "schemas.xmlsoap.org": "names of WSDL and SOAP",
    "schemas.openxmlformats.org": "names of spreadsheets",
    "openfontlicense.org": "the font's licence",
    "scripts.sil.org": "the font's licence",
    "eur-lex.europa.eu": "the licence and the law",
    "www.retsinformation.dk": "the law",
    "data.gov.dk": "the names of NSIS's levels",
    "www.aula.dk": "the origin whose pages may read what Aula's widgets ask for; a browser's word, never fetched",
}
EXAMPLE = re.compile(r"(^|\.)(example(\.(com|org|net|dk))?|test|invalid|localhost)$")
NAMESPACE_HOSTS = re.compile(
    r"(^|\.)(stil|uni-c|uvm|emu|unilogin)\.dk$"
)  # names of the register's formats and of sources of goals
SPARED = re.compile(r"(^|/)(vendor/|LICENSE|OFL\.txt|.*LICENSE\.txt$)")
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+)")
MACHINE = re.compile(r"(?<![\w.:/])/(?:work|root|home/[a-z]\w*|Users/\w+|mnt|workspace)/\S+")
EXCUSE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|nosec)\b(?P<rest>.*)")


def _readable(tree: Tree) -> list[Path]:
    return [path for path in tree.files if path.suffix in TEXT and not SPARED.search(path.as_posix())]


def _each_line(tree: Tree) -> list[tuple[Path, int, str]]:
    found = []
    for path in _readable(tree):
        try:
            found += [(path, number, text) for number, text in enumerate(tree.text(path).splitlines(), 1)]
        except UnicodeDecodeError:
            continue
    return found


def foreign_hosts(tree: Tree) -> list[str]:
    """Addresses of hosts that are not on the list above."""
    found = []
    for path, number, text in _each_line(tree):
        if path.parts[:2] == ("tests", "house"):
            continue
        for host in ADDRESS.findall(text):
            host = host.rstrip(".").lower()
            if host not in HOSTS and not EXAMPLE.search(host) and not NAMESPACE_HOSTS.search(host):
                found.append(f"{path}:{number}: host {host}")
    return found


def machine_paths(tree: Tree) -> list[str]:
    """Absolute paths that exist on one machine only."""
    return [
        f"{path}:{number}: {found.group()}"
        for path, number, text in _each_line(tree)
        if (found := MACHINE.search(text)) and not path.as_posix().startswith("tests/house/")
    ]


def unexplained_excuses(tree: Tree) -> list[str]:
    """`noqa` and `type: ignore` that do not name what they silence, and say why after it."""
    found = []
    for module in [*tree.modules, *tree.tests]:
        if "house" in module.path.parts:
            continue
        for number, text in enumerate(module.text.splitlines(), 1):
            excuse = EXCUSE.search(text)
            if excuse and not re.match(r":?\s*(\[[\w, -]+\]|[A-Z]+\d+(,\s*[A-Z]+\d+)*)\W+\w\S* \w+", excuse["rest"]):
                found.append(f"{module.path}:{number}: say what is silenced and why: {excuse.group().strip()}")
    return found


def unexplained_ignores(text: str) -> list[str]:
    """Rules switched off in pyproject.toml's ruff section without a comment on the same line."""
    section = re.search(r"^ignore = \[\n(.*?)^\]", text, re.S | re.M)
    lines = section.group(1).splitlines() if section else []
    return [each.strip() for each in lines if each.strip() and "#" not in each]


def skipped_tests(tree: Tree) -> list[str]:
    """Tests that are switched off. A database's own matter is left out by a marker expression, not by a skip."""
    return [
        f"{module.path}:{number}: {text.strip()}"
        for module in tree.tests
        if "house" not in module.path.parts
        for number, text in enumerate(module.text.splitlines(), 1)
        if re.search(r"pytest\.(skip|xfail|mark\.skip|mark\.xfail)\b|\.only\(", text)
    ]


def putting_off(tree: Tree) -> list[str]:
    """Notes to do something later, in code."""
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    return [
        f"{module.path}:{number}: {text.strip()}"
        for module in [*tree.modules, *tree.tests]
        if "house" not in module.path.parts
        for number, text in enumerate(module.text.splitlines(), 1)
        if later.search(text)
    ]


PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.M)


def lock_faults(run: str, test: str) -> list[str]:
    """Pins without a hash, packages of the run lock that the test lock has otherwise, and hosts in either."""
    found = [
        f"{name} has no hash"
        for name in re.findall(r"^([a-z0-9._-]+==[^ \n]+)(?: ;.*)?(?<!\\)$", run + "\n" + test, re.M)
    ]
    tested = PIN.findall(test)
    found += [
        f"{name} {version} is not in the test lock"
        for name, version in PIN.findall(run)
        if (name, version) not in tested
    ]
    found += [f"a host stands in a lock: {address}" for address in ADDRESS.findall(run + test)]
    return found


ENTRY = re.compile(r"^- [a-z_]+(?:, [a-z_]+)*: .+\.$")


def changelog_faults(text: str) -> list[str]:
    """Entries that are not `- room: Sentence.`"""
    entries = [each for each in text.splitlines() if each.startswith("- ")]
    return [each for each in entries if not ENTRY.match(each)] or ([] if entries else ["the changelog is empty"])


DECISION = re.compile(r"decisions? (?:note )?(\d{4})(?:(?:, | and )(\d{4}))*")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def loose_ends(tree: Tree) -> list[str]:
    """Decisions that code names and nobody wrote, and links in our documents that lead nowhere."""
    written = {path.name[:4] for path in tree.files if path.as_posix().startswith("docs/decisions/")}
    found = []
    for path, number, text in _each_line(tree):
        if path.parts[:2] == ("tests", "house"):
            continue
        for reference in DECISION.finditer(text):
            found += [
                f"{path}:{number}: no decision {n}" for n in re.findall(r"\d{4}", reference.group()) if n not in written
            ]
        for target in LINK.findall(text) if path.suffix == ".md" else []:
            if not (tree.root / path.parent / target).exists():
                found.append(f"{path}:{number}: {target} is not there")
    return found


def test_no_foreign_host_is_named(house: Tree) -> None:
    holds(foreign_hosts(house))


def test_no_path_of_one_machine_is_named(house: Tree) -> None:
    holds(machine_paths(house))


def test_every_exception_says_why(house: Tree) -> None:
    holds(unexplained_excuses(house))
    holds(unexplained_ignores((ROOT / "pyproject.toml").read_text()))


def test_no_test_is_switched_off_and_nothing_is_put_off(house: Tree) -> None:
    holds(skipped_tests(house))
    holds(putting_off(house))


def test_the_locks_are_whole(house: Tree) -> None:
    holds(lock_faults(house.text(Path("requirements/run.txt")), house.text(Path("requirements/test.txt"))))


def test_the_changelog_says_what_changed(house: Tree) -> None:
    holds(changelog_faults(house.text(Path("CHANGELOG.md"))))


def test_references_lead_somewhere(house: Tree) -> None:
    holds(loose_ends(house))


def test_the_project_names_its_licence(house: Tree) -> None:
    project = tomllib.loads(house.text(Path("pyproject.toml")))["project"]
    assert project["license"] == "EUPL-1.2"
    assert house.text(Path("LICENSE")).startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "docs/a.md": "See http://127.0.0.1:8000 and https://skole.example.dk and https://cdn.fonts.net/x in /root/spor/x",
            "docs/decisions/0001-x.md": "[home](../b.md) [a](../a.md)",
            "spor/plans/forms.py": "# decision 0001, decisions 0001 and 0099",
            "spor/plans/models.py": "x = 1  # noqa: S101\ny = 1  # type: ignore[misc] # Django's stubs lack it\n# TODO later\n",
            "tests/rooms/test_x.py": "@pytest.mark.skip\ndef test_x(): ...",
        }
    )
    assert foreign_hosts(tree) == ["docs/a.md:1: host cdn.fonts.net"]
    assert loose_ends(tree) == [
        "docs/decisions/0001-x.md:1: ../b.md is not there",
        "spor/plans/forms.py:1: no decision 0099",
    ]
    assert machine_paths(tree) == ["docs/a.md:1: /root/spor/x"]
    assert unexplained_excuses(tree) == ["spor/plans/models.py:1: say what is silenced and why: # noqa: S101"]
    assert unexplained_ignores('ignore = [\n  "S101",\n  "S102", # we do\n]\n') == ['"S101",']
    assert skipped_tests(tree) == ["tests/rooms/test_x.py:1: @pytest.mark.skip"]
    assert putting_off(tree) == ["spor/plans/models.py:3: # TODO later"]
    assert lock_faults("a==1 \\\n --hash=x\nb==1", "a==2 \\\n --hash=x\nb==1 ; x\n# http://m.x/") == [
        "b==1 has no hash",
        "b==1 has no hash",
        "a 1 is not in the test lock",
        "a host stands in a lock: m.x",
    ]
    assert changelog_faults("- plans: It reads.\n- Fixed") == ["- Fixed"]
