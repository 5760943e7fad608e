"""Files that are not read in: each is refused with its reason, and the line where the fault has one."""

import gzip
import logging
from collections.abc import Callable

import pytest

from demo.stil import write
from spor.integrations.importing import import_file
from spor.integrations.refusals import RefusedFile
from spor.people.models import Person, School
from tests.rooms.integrations.stil_files import EXAMPLE, contact, employee, group, pupil, school

GOOD = write(school(pupil("anna", "5b", 5, contact("mor1")), employee("otto"))).decode()
HEAD, _mark, BODY = GOOD.partition("?>")
HEAD += "?>"
TREE = BODY.strip()


def swap(old: str, new: str) -> str:
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


NOBODY = '<m:ContactPerson relation="Far" childCustody="1" accessLevel="1"/>'
DEEP = "<x:Location>" * 40 + "</x:Location>" * 40
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'{HEAD}\n<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>\n{TREE.replace("Anna", "&l11;")}'
OUTSIDE = f'{HEAD}\n\n<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n{TREE.replace("Anna", "&f;")}'

# name → (the file, words of the reason, the line, or what stands on that line of a good file)
HOSTILE: dict[str, tuple[str | bytes, str, int | str | None]] = {
    "empty": (b"", "tom", None),
    "blank": (b" \n\n ", "tom", None),
    "only a head": (HEAD, "tom", None),
    "no XML": ("Navn;Klasse\nAnna;5.B\n", "ikke gyldig XML", 1),
    "zipped": (gzip.compress(GOOD.encode()), "ikke gyldig XML", 1),
    "malformed": (swap("</x:FirstName>", "</x:Firstname>"), "ikke gyldig XML", "<x:FirstName>Anna"),
    "truncated": (GOOD[: GOOD.index("</x:FirstName>")], "afkortet", "<x:FirstName>Anna"),
    "truncated in a tag": (GOOD[: GOOD.index("<x:FirstName>") + 5], "afkortet", "<x:FirstName>Anna"),
    "truncated before the end": (GOOD[: GOOD.index("</m:Institution>")], "afkortet", "</m:Institution>"),
    "truncated in its first tag": (GOOD[:90], "afkortet", 2),
    "something after the end": (GOOD + "<mere/>", "ikke gyldig XML", "</m:UNILogin"),
    "a DTD": (f"{HEAD}\n<!DOCTYPE UNILoginExport>\n{TREE}", "DTD", 2),
    "an internal entity": (f'{HEAD}\n<!DOCTYPE x [<!ENTITY a "Anna">]>\n{TREE.replace("Anna", "&a;")}', "DTD", 2),
    "an external entity": (OUTSIDE, "DTD", 3),
    "an external DTD": (f'{HEAD}\n<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">\n{TREE}', "DTD", 2),
    "a parameter entity": (f'{HEAD}<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hosts"> %p;]>{TREE}', "DTD", 1),
    "a billion laughs": (BILLION, "DTD", 2),
    "an undeclared entity": (GOOD.replace(">Anna<", ">&anna;<"), "ikke gyldig XML", "<x:FirstName>Anna"),
    "a DTD in UTF-16": (f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>{TREE}'.encode("utf-16"), "DTD", 1),
    "a DTD in UTF-7": (f'<?xml version="1.0" encoding="UTF-7"?><!DOCTYPE x>{TREE}'.encode("utf-7"), "Tegnsættet", 1),
    "an unknown character set": (GOOD.replace("UTF-8", "KLINGON", 1), "Tegnsættet «KLINGON»", 1),
    "Latin-1 that says UTF-8": (GOOD.replace(">Anna<", ">Åse<").encode("latin-1"), "tegnsæt", "<x:FirstName>Anna"),
    "UTF-8 that says UTF-16": (GOOD.replace("UTF-8", "UTF-16", 1), "Tegnsættet", 1),
    "a null character": (GOOD.replace(">Anna<", ">An\0na<"), "ikke må stå", "<x:FirstName>Anna"),
    "no namespace": ("<UNILoginExportFull/>", "Navnerummet", 1),
    "another's namespace": (GOOD.replace("brugerdatabasen.stil.dk", "evil.example"), "Navnerummet", 2),
    "a newer version": (GOOD.replace("wsieksport/7", "wsieksport/8"), "Navnerummet", 2),
    "another root": (GOOD.replace("UNILoginExportFullMyndighed", "UNILoginImport"), "UNILoginImport", 2),
    "a web page": ("<!doctype html><html></html>", "ikke gyldig XML", 1),
    "a strange element": (swap("<x:UserId>", '<y:Ny xmlns:y="urn:y"/><x:UserId>'), "<Ny>", "<x:UserId>anna"),
    "version 6 inside 7": (swap("<x:UserId>", '<y:Ny xmlns:y="https://unilogin.dk/data"/><x:UserId>'), "<Ny>", "<x:UserId>anna"),
    "two institutions": (swap("</m:Institution>", "</m:Institution>\n<m:Institution/>"), "mere end én", "</m:UNILogin"),
    "no institution": (GOOD[: GOOD.index("<m:Institution>")] + "</m:UNILoginExportFullMyndighed>", "Institution mangler", 2),
    "no institution number": (swap("<x:InstitutionNumber>101001</x:InstitutionNumber>", ""), "InstitutionNumber", 4),
    "no moment": (swap("exportDateTime", "exportedAt"), "exportDateTime mangler", 2),
    "no real moment": (GOOD.replace("2026-08-17T", "2026-13-17T"), "tidspunkt", 2),
    "no school year": (swap("schoolYear", "year"), "schoolYear mangler", 3),
    "no UserId": (swap("<x:UserId>anna</x:UserId>", ""), "UserId mangler", '<m:Person protected="false">'),
    "an empty UserId": (swap("<x:UserId>anna<", "<x:UserId>  <"), "UserId mangler", '<m:Person protected="false">'),
    "no first name": (swap("<x:FirstName>Anna</x:FirstName>", ""), "FirstName mangler", '<m:Person protected="false">'),
    "no word on protection": (swap(' protected="false"', ""), "protected mangler", '<m:Person protected="false">'),
    "protection that is neither": (swap('protected="false"', 'protected="ja"'), "protected «ja»", '<m:Person protected="false">'),
    "no class": (swap("<x:MainGroupId>5b</x:MainGroupId>", ""), "MainGroupId mangler", "<m:Student>"),
    "no grade": (swap("<x:Level>5</x:Level>", ""), "Level mangler", "<m:Student>"),
    "an unknown grade": (swap("<x:Level>5<", "<x:Level>11<"), "Level «11»", "<m:Student>"),
    "an unknown role": (swap("Elev<", "Rektor<"), "Role «Rektor»", "<m:Student>"),
    "no role": (swap("<x:Role>Lærer</x:Role>", ""), "Role mangler", "<x:Employee>"),
    "an unknown group type": (swap("Hovedgruppe", "Bande"), "GroupType «Bande»", "<x:Group>"),
    "no group type": (swap("<x:GroupType>Hovedgruppe</x:GroupType>", ""), "GroupType mangler", "<x:Group>"),
    "no real date": (swap("2021-08-01", "2021-02-30"), "dato", "<x:Group>"),
    "an unknown relation": (swap('relation="Mor"', 'relation="Ven"'), "relation «Ven»", "<m:ContactPerson"),
    "no relation": (swap('relation="Mor"', ""), "relation mangler", "<m:ContactPerson"),
    "no word on custody": (swap('childCustody="true"', ""), "childCustody mangler", "<m:ContactPerson"),
    "an access level out of range": (swap('accessLevel="1"', 'accessLevel="-1"'), "accessLevel «-1»", "<m:ContactPerson"),
    "a contact without a person": (swap("<m:ContactPerson", f"{NOBODY}\n<m:ContactPerson"), "Person mangler", "<m:ContactPerson"),
    "a first name of 300": (swap(">Anna<", f">{'A' * 300}<"), "FirstName er på 300 tegn; der er plads til 200", "<x:FirstName>Anna"),
    "a UserId of 60": (swap(">anna<", f">{'a' * 60}<"), "UserId er på 60 tegn", "<x:UserId>anna"),
    "a group name of 101": (swap(">5.B<", f">{'B' * 101}<"), "GroupName er på 101 tegn", "<x:GroupName>"),
    "one that never ends": (swap("<x:UserId>", "<x:Location/>" * 20_001 + "<x:UserId>"), "alt for meget", "<x:UserId>anna"),
    "one that is too deep": (swap("<x:UserId>", f"{DEEP}<x:UserId>"), "alt for meget", "<x:UserId>anna"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused(name: str, db: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    content, words, line = HOSTILE[name]
    with pytest.raises(RefusedFile) as refused:
        import_file(content if isinstance(content, bytes) else content.encode(), apply=True)
    assert words in refused.value.reason
    if isinstance(line, str):
        line = GOOD[: GOOD.index(line)].count("\n") + 1
    assert refused.value.line == line
    assert not Person.objects.exists() and not School.objects.exists()
    assert "Anna" not in caplog.text and "Anna" not in refused.value.reason, "a reason quotes no name"


def test_a_group_that_ends_before_it_begins(db: None) -> None:
    wrong = write(school(groups=(group("5b", from_on=school().exported_at.date()),))).decode()
    wrong = wrong.replace("</x:FromDate>", "</x:FromDate><x:ToDate>2026-08-15</x:ToDate>")
    with pytest.raises(RefusedFile, match="slutter, før den begynder"):
        import_file(wrong.encode(), apply=True)


def test_too_large_is_refused_before_it_is_read(settings, tmp_path) -> None:
    settings.REGISTER_MAX_BYTES = 2**20
    path = tmp_path / "stor.xml"
    path.write_bytes(b"<" * (2**20 + 1))
    for source in (path, str(path), path.read_bytes()):
        with pytest.raises(RefusedFile, match="fylder 2 MB; der læses højst 1 MB") as refused:
            import_file(source, apply=True)
        assert refused.value.line is None


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path) -> None:
    for source in (tmp_path / "ikke.xml", tmp_path):
        with pytest.raises(RefusedFile, match="kan ikke åbnes"):
            import_file(source, apply=False)


def test_the_line_is_true_far_down_in_a_file() -> None:
    text = write(school(*(pupil(f"elev{n}") for n in range(9000)))).decode()
    text = text.replace("<x:UserId>elev8999</x:UserId>", "")
    with pytest.raises(RefusedFile) as refused:
        import_file(text.encode(), apply=False)
    line = text[: text.index("Elev8999")].count("\n")
    assert line > 65_535
    assert line <= refused.value.line <= line + 1, "libxml2 keeps lines so far down by the text after the tag"


def test_an_older_file_is_refused_and_the_same_again_is_not(db: None, now: Callable[..., object]) -> None:
    import_file(EXAMPLE, apply=True)
    older = EXAMPLE.read_text().replace('exportDateTime="2026-08-17', 'exportDateTime="2026-08-16').encode()
    with pytest.raises(RefusedFile, match=r"Filen er fra 16. august 2026.*17. august 2026"):
        import_file(older, apply=True)
    with pytest.raises(RefusedFile):
        import_file(older, apply=False)
    assert import_file(EXAMPLE, apply=True).is_empty
