"""What the reader takes from a file, and what it leaves there."""

import datetime as dt
import re

import pytest
from lxml import etree

from demo.stil import write
from spor.integrations.rows import ContactRow, PersonRow, StaffRow, StudentRow
from spor.integrations.stil.read import read
from tests.rooms.integrations.stil_files import EXAMPLE, FIXTURES, contact, employee, group, person, pupil, school

V6 = """<?xml version="1.0" encoding="utf-8"?>
<e:UNILoginExportFullMyndighed xmlns:e="https://wsieksport.unilogin.dk/eksport/fullmyndighed" xmlns:w="https://wsieksport.unilogin.dk/eksport"
 xmlns:d="https://unilogin.dk/data" xmlns:t="https://unilogin.dk/data/transitional" exportDateTime="2020-08-17T04:00:00" accessLevel="full">
 <w:ImportSource sourceDateTime="2020-08-16T23:10:00" source="Elev" schoolYear="2020-2021"/>
 <e:Institution><d:InstitutionNumber>A04441</d:InstitutionNumber><d:InstitutionName>Gammelskolen</d:InstitutionName>
  <d:Group><d:GroupId>77</d:GroupId><d:GroupName>3.C</d:GroupName><d:GroupType>Hovedgruppe</d:GroupType><d:GroupLevel>3</d:GroupLevel></d:Group>
  <e:InstitutionPerson source="Elev"><d:LocalPersonId>9</d:LocalPersonId>
   <w:UNILogin><d:UserId>henr276q</d:UserId><d:Name>Henrik</d:Name><d:InitialPassword>hund42</d:InitialPassword></w:UNILogin>
   <e:Person protected="true" verificationLevel="1"><d:FirstName>Henrik</d:FirstName><d:FamilyName>Gammel</d:FamilyName></e:Person>
   <e:Student><t:Role>Elev</t:Role><t:Level>3</t:Level><t:MainGroupId>77</t:MainGroupId>
    <e:ContactPerson relation="Far" childCustody="1" accessLevel="2"><e:Person protected="0" verificationLevel="1">
     <d:FirstName>Poul</d:FirstName><d:FamilyName>Gammel</d:FamilyName></e:Person><w:UNILogin><d:UserId>poul0001</d:UserId></w:UNILogin></e:ContactPerson>
   </e:Student></e:InstitutionPerson>
  <e:InstitutionPerson source="Elev"><w:UNILogin><d:UserId>lisa0001</d:UserId></w:UNILogin>
   <e:Person protected="false" verificationLevel="1"><d:FirstName>Lisa</d:FirstName><d:FamilyName>Lærer</d:FamilyName></e:Person>
   <t:Employee><t:Role>Lærer</t:Role><d:ShortName>LL</d:ShortName><d:GroupId>77</d:GroupId></t:Employee></e:InstitutionPerson>
 </e:Institution>
</e:UNILoginExportFullMyndighed>"""


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FIXTURES / "wsieksport-7-fullmyndighed.xsd"))


def test_the_example_is_read_as_a_person_reads_it() -> None:
    file = read(EXAMPLE)
    assert (file.number, file.name, file.school_years) == ("999001", "Prøveskolen", ("2026-2027",))
    assert file.exported_at == dt.datetime(2026, 8, 17, 2, 0, tzinfo=dt.UTC)
    swimming = file.groups[1]
    assert (swimming.register_id, swimming.name, swimming.kind) == ("svøm4", "Svømning 4. årgang", "hold")
    assert (swimming.from_on, swimming.to_on) == (dt.date(2026, 8, 10), dt.date(2026, 12, 19)), (
        "the last day is a day of the hold"
    )
    assert file.groups[2].name == "team-mellem", "a group without a name is called by its id"
    child, teacher, trainee = file.entries
    assert child.person == PersonRow(
        "1000013b36", "Ærø Åse", "Ømosegård-Thørn", True, "Åse", "Thørn", dt.date(2016, 4, 1)
    )
    mother = ContactRow(PersonRow("maja1234", "Maja", "Thørn", True), "mother", True, 1)
    other = ContactRow(PersonRow("boxx0001", "Bo", "Støtte", False), "official", False, 0)
    assert child.student == StudentRow("Elev", 4, "4b2022", ("svøm4",), (mother, other))
    assert teacher.staff == StaffRow(("teacher", "leader"), "Afdelingsleder", "LL", ("4b2022", "team-mellem"))
    assert trainee.staff == StaffRow(("trainee",), groups=("4b2022",), is_extern=True)
    assert [entry.at_line for entry in file.entries] == [10, 18, 20]


def test_nothing_that_may_not_be_held_leaves_the_file() -> None:
    said = repr(read(EXAMPLE))
    assert "6104169999" not in said and "Prøvevej" not in said and "20000001" not in said and "2300" not in said
    assert "hund42" not in repr(read(V6.encode())), "the first password of version 6 stays where it is"


def test_version_6_is_read_too() -> None:
    file = read(V6.encode())
    assert (file.number, file.entries[0].person.uniid) == ("A04441", "henr276q")
    assert file.exported_at == dt.datetime(2020, 8, 17, 2, 0, tzinfo=dt.UTC), "without a zone it is Danish time"
    assert file.entries[0].student.contacts == (
        ContactRow(PersonRow("poul0001", "Poul", "Gammel", False), "father", True, 2),
    )
    assert file.entries[1].staff == StaffRow(("teacher",), "", "LL", ("77",))


@pytest.mark.parametrize(
    ("root", "carries"),
    [
        ("Small", set()),
        ("Medium", {"births"}),
        ("Full", {"births", "protection", "contacts"}),
        ("FullMyndighed", {"births", "protection", "contacts", "aliases"}),
    ],
)
def test_each_package_says_what_it_carries(root: str, carries: set[str]) -> None:
    text = write(school(pupil("a"))).decode()
    text = text.replace("UNILoginExportFullMyndighed", f"UNILoginExport{root}")
    text = text.replace("7/fullmyndighed", f"7/{root.lower()}")
    assert read(text.encode()).carries == carries


def test_what_is_written_is_valid_and_read_back_the_same() -> None:
    file = school(
        pupil(
            "elev1", "5b", 5, contact("mor1"), contact("far1", "father", custody=False, level=0), groups=("hold",),
            name="Anna-Lise Åen'g", alias_given_name="Anni", alias_family_name="Å", born_on=dt.date(2015, 2, 3),
        ),
        pupil("elev2", "s", None, name="Đorđe Ünal"),
        employee("lærer1", "teacher", "leader", groups=("5b", "5b2")),
        groups=(
            group("5b", "5.B", grade=5, line="B", from_on=dt.date(2021, 8, 1)),
            group("s", "S-klassen"),
            group("hold", "Svømning & <dans>", "hold", from_on=dt.date(2026, 8, 10), to_on=dt.date(2026, 12, 19)),
            group("5b2", "Team 5", "team"),
        ),
    )  # fmt: skip
    written = write(file)
    schema().assertValid(etree.fromstring(written))
    back = read(written)
    for row in (*back.groups, *back.entries):
        assert re.match(r"[1-9]", str(row.at_line))
    assert [entry.student for entry in back.entries] == [entry.student for entry in file.entries]
    assert [entry.person for entry in back.entries][0] == file.entries[0].person
    assert (back.groups, back.carries, back.exported_at) == (file.groups, file.carries, file.exported_at)


def test_the_example_is_valid() -> None:
    schema().assertValid(etree.parse(EXAMPLE))


def test_names_lose_invisible_signs_and_keep_all_letters() -> None:
    written = write(school(pupil("a", name="X Y"))).decode().replace(">X<", ">  A\u0301\u202e\n  Bo <")
    assert read(written.encode()).entries[0].person.given_name == "Á Bo"


def test_a_byte_order_mark_utf_16_and_latin_1_are_read_when_the_file_says_so() -> None:
    text = write(school(pupil("a", name="Øre Åben"))).decode().partition("?>")[2]
    for encoding, mark in [("UTF-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("ISO-8859-1", "latin-1")]:
        made = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(mark)
        assert read(made).entries[0].person.given_name == "Øre", encoding


def test_a_date_may_carry_a_zone_and_the_year_9999_is_for_ever() -> None:
    text = write(
        school(pupil("a", born_on=dt.date(2015, 1, 2)), groups=(group("5b", to_on=dt.date(2027, 1, 1)),))
    ).decode()
    file = read(text.replace("2015-01-02", "2015-01-02+01:00").replace("2026-12-31", "9999-12-31").encode())
    assert (file.entries[0].person.born_on, file.groups[0].to_on) == (dt.date(2015, 1, 2), None)


def test_a_person_without_a_role_and_a_role_without_a_person_are_read() -> None:
    text = write(school(pupil("a"), employee("b"))).decode()
    text = re.sub(r"<m:Student>.*?</m:Student>", "", text, flags=re.S)
    text = re.sub(r"<m:Person protected=\"false\">\s*<x:FirstName>B.*?</m:Person>", "", text, flags=re.S)
    first, second = read(text.encode()).entries
    assert first.person == person("a") and first.student is None
    assert second.person is None and second.staff == StaffRow(("teacher",))
