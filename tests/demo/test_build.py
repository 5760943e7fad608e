"""The demo school before anybody looks at it: its people, its register files, and that it is made whole or not at all."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from demo import build, people, register, stage, stil, texts
from demo.cast import ACCOUNTS
from demo.classes import GIVEN
from demo.pictures import PICTURES, WRITING
from demo.shelf import TUNE
from spor.base.models import Installation
from spor.curriculum.models import Goal
from spor.people.models import School

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "tests/fixtures/stil/wsieksport-7-fullmyndighed.xsd"
SAMPLE = ROOT / "demo/samples/aasenskolen-2026-11-20.xml"


def test_kastanjeskolen_has_612_pupils_in_classes_of_lawful_size():
    pupils = people.kastanje_pupils()
    classes = Counter((pupil.grade, pupil.line) for pupil in pupils)
    assert len(pupils) == people.PUPILS == len({pupil.uniid for pupil in pupils})
    assert classes[5, "B"] == 28
    assert max(size for (grade, _line), size in classes.items() if grade < 3) <= 26
    assert all(pupil.contacts for pupil in pupils)


def test_the_classes_of_the_trail_are_called_as_written():
    by_class: dict[tuple[int, str], list[str]] = {}
    for pupil in people.kastanje_pupils():
        called = pupil.alias or (pupil.given, pupil.family)
        by_class.setdefault((pupil.grade, pupil.line), []).append(" ".join(called))
    for place, names in GIVEN.items():
        assert by_class[place] == names.split(", ")


def test_everybody_of_the_cast_is_somewhere():
    known = {person.uniid for school in register.schools() for person in (*school.pupils, *school.staff)}
    known |= {contact.uniid for school in register.schools() for pupil in school.pupils for contact in pupil.contacts}
    assert {role.uniid for role in ACCOUNTS.values()} - known == {"demo-rikke", "demo-jan"}


@pytest.mark.parametrize("place", [0, 8, 11])
def test_the_register_files_keep_to_the_registers_own_schema(place):
    school = register.schools()[0]
    etree.XMLSchema(file=str(SCHEMA)).assertValid(
        etree.fromstring(stil.write(register.file_of(school, school.days[place])))
    )


def test_the_sample_file_keeps_to_it_too():
    etree.XMLSchema(file=str(SCHEMA)).assertValid(etree.parse(str(SAMPLE)))


def test_the_same_school_is_made_every_time():
    first, again = ([content for _name, content in register.files()] for _ in range(2))
    assert first == again


def test_what_is_written_belongs_together():
    trail = texts.read()
    tasks = {f"{course.id}.{part.id}" for course in trail.courses for part in course.parts if part.id}
    assert {work.task for work in (*trail.works, *trail.held)} <= tasks
    assert len({course.id for course in trail.courses}) == len(trail.courses)
    drafts = [work for work in trail.works if work.task == "gys.udkast"]
    assert (len(drafts), sum(work.answer is not None for work in drafts)) == (28, 11)
    for name in texts.pictures(trail):
        assert name.split()[0] in PICTURES or name.startswith((f"{WRITING}:", f"{TUNE} "))


def test_a_word_that_is_not_ours_stops_the_demo(tmp_path):
    (tmp_path / "a.toml").write_text('[[kept]]\nby = "A"\ngroup = "5.B"\nat = "2026-01-01"\ntxt = "x"\n')
    with pytest.raises(TypeError):
        texts.read(tmp_path)


def test_nothing_happens_after_the_demo_opens():
    script = stage.Script()
    script.add(stage.moment("2026-11-25 8.01"), lambda: None)
    with pytest.raises(ValueError, match="first morning"):
        script.play()


@pytest.mark.django_db
def test_a_real_school_is_left_alone():
    School.objects.create(number="999999", name="En rigtig skole")
    with pytest.raises(build.NotADemo):
        build.build(lambda line: None)
    School.objects.all().delete()
    Installation.objects.create(kind=Installation.Kind.REAL)
    with pytest.raises(build.NotADemo):
        build.build(lambda line: None)


@pytest.mark.django_db
def test_a_crash_leaves_nothing_half_made(monkeypatch):
    def crash(self: stage.Script, seen: object = None) -> None:
        raise RuntimeError

    monkeypatch.setattr(stage.Script, "play", crash)
    monkeypatch.setattr("demo.shelf.made", lambda names: {})
    with pytest.raises(RuntimeError):
        build.build(lambda line: None)
    assert not Installation.objects.exists()
    assert not Goal.objects.exists()
