"""OneRoster archives: read with their deviations told, refused where only harm or a guess is possible."""

import io
import zipfile

import pytest

from spor.integrations.importing import import_all
from spor.integrations.reading import read_source
from spor.integrations.refusals import RefusedFile
from spor.people.models import Guardianship, Person

GOOD = {
    "manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\n",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
    "k,,,Kommunen,district,,\ns1,,,Egeskolen,school,101002,k\ns2,,,Bøgeskolen,school,101003,k\n",
    "academicSessions.csv": "sourcedId,title,type,startDate,endDate,schoolYear\ny,2026,schoolYear,2026-08-01,2027-08-01,2027\n",
    "classes.csv": "sourcedId,title,grades,classType,schoolSourcedId,termSourcedIds\n"
    "c1,5.B,05,homeroom,s1,y\nc2,Svømning,,scheduled,s1,y\nc3,2.A,02,homeroom,s2,y\n",
    "users.csv": "sourcedId,enabledUser,username,userIds,givenName,familyName,agentSourcedIds,grades\n"
    'u1,true,alma,{Unilogin:alma0123},Alma,Lund,"u3",05\nu2,true,otto,{Unilogin:otto0001},Otto,Sø,,\n'
    "u3,true,mor,{Unilogin:mor00123},Mette,Lund,,\n",
    "roles.csv": "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,student,s1\n"
    "r2,u2,primary,teacher,s1\nr3,u2,secondary,principal,s2\nr4,u3,primary,parent,s1\n",
    "enrollments.csv": "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
    "e1,c1,s1,u1,student,true\ne2,c2,s1,u1,student,\ne3,c1,s1,u2,teacher,true\n",
}


def packed(**changes: str | bytes | None) -> bytes:
    """The good archive with some files (by name without .csv) changed, None left out."""
    files: dict[str, str | bytes | None] = {**GOOD, **{f"{name}.csv": text for name, text in changes.items()}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(name, text)
    return out.getvalue()


def test_an_archive_is_an_institution_a_school() -> None:
    first, second = read_source(packed())
    assert (first.number, first.name, second.number) == ("101002", "Egeskolen", "101003")
    assert [(group.name, group.kind, group.grade) for group in first.groups] == [
        ("5.B", "main", 5),
        ("Svømning", "hold", None),
    ]
    alma, otto = first.entries
    assert alma.person and alma.student and otto.staff
    assert (alma.person.uniid, alma.student.main_group, alma.student.groups) == ("alma0123", "c1", ("c2",))
    assert [(each.person.uniid, each.has_custody) for each in alma.student.contacts] == [("mor00123", False)]
    assert (otto.staff.roles, otto.staff.groups) == (("teacher",), ("c1",))
    assert second.entries[0].staff and second.entries[0].staff.roles == ("leader",)
    assert first.school_years == ("2026-2027",)
    assert len(first.warnings) == 2, "custody and protection are not known, and nothing else is odd"


@pytest.mark.django_db
def test_it_is_read_in_and_a_second_time_changes_nothing() -> None:
    assert [report.number for report in import_all(packed(), apply=True)] == ["101002", "101003"]
    assert Person.objects.count() == 3 and not Guardianship.objects.get().has_custody
    assert all(report.is_empty for report in import_all(packed(), apply=True))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"manifest": None}, "manifest.csv: mangler"),
        ({"academicSessions": None}, "classes.csv, linje 2, 3, 4: perioden"),
        ({"users": GOOD["users.csv"].encode("cp1252")}, ""),
        ({"orgs": GOOD["orgs.csv"].encode("cp1252")}, "orgs.csv: er ikke UTF-8"),
        ({"orgs": GOOD["orgs.csv"].encode("utf-8-sig")}, ""),
        ({"orgs": GOOD["orgs.csv"].replace(",", ";")}, "deler felterne med «;»"),
        ({"orgs": GOOD["orgs.csv"].replace("sourcedId,status", "SOURCEDID,Status")}, "skriver kolonnenavnene"),
        ({"roles": GOOD["roles.csv"].replace("r4,u3", "r5,u1,primary,janitor,s1\nr4,u3")}, "roles.csv, linje 5: rollen «janitor»"),
        ({"roles": GOOD["roles.csv"] + "r9,u9,primary,teacher,s1\n"}, "roles.csv, linje 6: brugeren"),
        ({"academicSessions": GOOD["academicSessions.csv"].replace("2026-08-01", "01.08.2026")}, "er skrevet anderledes"),
        ({"enrollments": GOOD["enrollments.csv"] + "e4,c1,s1,u1,student,\n"}, "enrollments.csv, linje 5: står to gange"),
        ({"users": GOOD["users.csv"].replace("{Unilogin:otto0001}", "")}, "users.csv, linje 3: har intet Unilogin"),
    ],
)  # fmt: skip
def test_what_real_files_do_is_read_and_told(changes: dict[str, str | bytes | None], words: str) -> None:
    first, _second = read_source(packed(**changes))
    assert [entry.person.given_name for entry in first.entries if entry.person] == ["Alma", "Otto"]
    assert any(words in warning for warning in first.warnings), first.warnings


RING = GOOD["orgs.csv"].replace("k,,,Kommunen,district,,", "k,,,A,department,,q\nq,,,B,department,,k")
TWINS = GOOD["users.csv"].replace("otto0001", "alma0123")


@pytest.mark.parametrize(
    ("changes", "words", "line"),
    [
        ({"manifest": GOOD["manifest.csv"].replace("users,bulk", "users,delta")}, "delta-fil", 4),
        ({"manifest": GOOD["manifest.csv"].replace("1.2", "2.0")}, "kun 1.2 og 1.1", 2),
        ({"users": None}, "users.csv mangler", None),
        ({"orgs": RING}, "i ring", 2),
        ({"users": TWINS}, "samme Unilogin", 3),
        ({"users": GOOD["users.csv"].replace("Alma,", "=cmd(),")}, "formel", 2),
        ({"users": GOOD["users.csv"].replace("Alma", "Al\0ma")}, "NUL", None),
        ({"users": GOOD["users.csv"].replace("Alma,", '"Alma,')}, "CSV", None),
        ({"academicSessions": GOOD["academicSessions.csv"].replace("2026-08-01", "2026-13-01")}, "ikke en dato", 2),
    ],
)
def test_what_cannot_be_trusted_is_refused(changes: dict[str, str | None], words: str, line: int | None) -> None:
    with pytest.raises(RefusedFile) as no:
        read_source(packed(**changes))
    assert words in no.value.reason and no.value.line == line


def test_hostile_archives(settings) -> None:
    for name, words in (
        ("../users.csv", "vil ud"),
        ("/users.csv", "vil ud"),
        ("C:\\users.csv", "vil ud"),
        ("a/orgs.csv", "to filer"),
    ):
        out = io.BytesIO(packed())
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, "x")
        with pytest.raises(RefusedFile, match=words):
            read_source(out.getvalue())
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orgs.csv", b"a" * 3_000_000)
    settings.REGISTER_MAX_BYTES = 1_000_000
    with pytest.raises(RefusedFile, match="pakker sig ud"):
        read_source(bomb.getvalue())
    for broken in (packed()[:-40], b"PK\x03\x04" + b"\0" * 50):
        with pytest.raises(RefusedFile, match="pakkes ud"):
            read_source(broken)
