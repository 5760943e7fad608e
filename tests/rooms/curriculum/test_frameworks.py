"""Fælles Mål comes into the database whole, once, and with its official names."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection

from spor.base.codes import ALPHABET
from spor.base.errors import Refused
from spor.curriculum.frameworks import SHIPPED, Written, load_framework
from spor.curriculum.models import Binding, Framework, FrameworkVersion, Goal, Subject

LABEL = "Fælles Mål, tekst 2017, kontrolleret mod 2018-tal"
UI = Path(__file__).parents[3] / "spor/ui/static/ui"


@pytest.fixture
def content():
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture
def saved(tmp_path):
    def save(content: object) -> Path:
        path = tmp_path / "mål.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return save


def test_everything_in_the_file_is_loaded(framework):
    kinds = {kind: Goal.objects.filter(kind=kind).count() for kind in Goal.Kind}
    assert kinds == {
        "area": 300,
        "competence": 300,
        "strand": 1164,
        "skill": 1883,
        "knowledge": 1883,
        "attention": 13,
        "own": 0,
    }
    assert Subject.objects.filter(goals__isnull=False).distinct().count() == 48
    assert Subject.objects.filter(goals__isnull=True).get().name == "Klassens tid"
    version = FrameworkVersion.objects.get()
    assert version.label == LABEL
    assert "44314aa" in version.source
    assert framework.left == framework.changed == 0


def test_a_second_load_changes_nothing(framework):
    before = list(Goal.objects.order_by("pk").values_list("pk", "code", "identity"))
    assert load_framework() == Written(added=0, changed=0, left=0)
    assert list(Goal.objects.order_by("pk").values_list("pk", "code", "identity")) == before


def test_loading_is_set_based(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(110):
        load_framework()
    with django_assert_max_num_queries(10):
        load_framework()


def test_goals_keep_the_official_numbers_and_hang_together(framework):
    skill = Goal.objects.select_related("parent__parent", "subject").get(identity="ffm:100004:skill")
    assert skill.text == "Eleven kan vælge en tekst ud fra et mindre udvalg"
    assert (skill.from_grade, skill.to_grade, skill.phase) == (1, 2, 1)
    assert (skill.subject.key, skill.parent.identity, skill.parent.parent.identity) == (
        "dan",
        "ffm:100003:strand",
        "ffm:100002:area",
    )
    assert Goal.objects.get(identity="ffm:100002:competence").parent.identity == "ffm:100002:area"
    points = Goal.objects.filter(parent__identity="ffm:200242:strand", kind="attention").order_by("rank")
    assert [point.identity for point in points] == ["ffm:200242:attention:1", "ffm:200242:attention:2"]


def test_codes_are_codes(framework):
    assert all(re.fullmatch(f"[{ALPHABET}]{{12}}", code) for code in Goal.objects.values_list("code", flat=True))


def test_reading_order_is_the_order_of_the_text(framework):
    strands = Goal.objects.filter(subject__key="mat", to_grade=6, kind__in=["area", "strand"]).order_by("rank")
    assert [goal.text for goal in strands][:3] == ["Matematiske kompetencer", "Problembehandling", "Modellering"]


def test_the_binding_timeline_is_rows(framework):
    steps: dict[str, set[str]] = {}
    for from_on, kind in Binding.objects.values_list("from_on", "kind"):
        steps.setdefault(from_on.isoformat(), set()).add(kind)
    assert steps == {
        "2014-08-01": {"purpose", "area", "competence", "strand", "skill", "knowledge", "attention", "canon"},
        "2018-03-15": {"purpose", "area", "competence", "strand", "attention", "canon"},
        "2025-01-01": {"purpose", "area", "competence"},
    }
    version = FrameworkVersion.objects.get()
    assert (version.from_on.isoformat(), version.to_on.isoformat()) == ("2014-08-01", "2027-08-01")


def test_every_subject_has_a_hue_and_an_icon_that_exist(framework):
    hues = set(re.findall(r'\[data-subject="(\w+)"\]', "".join(css.read_text() for css in UI.rglob("*.css"))))
    icons = set(re.findall(r'id="([\w-]+)"', (UI / "icons.svg").read_text()))
    looks = {(subject.hue, subject.icon) for subject in Subject.objects.all()}
    assert {icon for _hue, icon in looks} <= icons
    assert {hue for hue, _icon in looks} <= hues


def test_a_corrected_text_changes_that_goal_alone_and_keeps_its_code(framework, content, saved):
    code = Goal.objects.get(identity="ffm:100004:skill").code
    area = content["fag"][0]["trinforloeb"][0]["kompetenceomraader"][0]
    area["faerdigheds_og_vidensomraader"][0]["faser"][0]["faerdighedsmaal"]["tekst"] = "Eleven kan  vælge\u00a0frit "
    assert load_framework(saved(content)) == Written(added=0, changed=1, left=0)
    goal = Goal.objects.get(code=code)
    assert goal.text == "Eleven kan vælge frit"
    assert goal.search_text == " eleven kan vælge frit finde tekst læsning dansk "


def test_a_goal_the_file_no_longer_names_stays(framework):
    Goal.objects.create(
        version=FrameworkVersion.objects.get(), kind="attention", identity="ffm:1:attention:1", text="x"
    )
    assert load_framework() == Written(added=0, changed=0, left=1)


def test_a_binding_that_was_wrong_goes(framework):
    version = FrameworkVersion.objects.get()
    Binding.objects.create(version=version, from_on="2020-01-01", kind="skill")
    assert load_framework() == Written(added=0, changed=1, left=0)
    assert version.bindings.count() == 17


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["fag"].pop(),
        lambda content: content["fag"][0]["trinforloeb"].pop(0),
        lambda content: content["fag"][1].pop("navn"),
        lambda content: content["fag"][1].update(id=9999),
        lambda content: content["fag"][1].update(type="ukendt"),
        lambda content: content["meta"].pop("kontrol"),
        lambda content: content["meta"].update(bindingsgrad=[]),
        lambda content: content.update(fag=None),
    ],
)
def test_a_spoilt_file_is_refused_and_changes_nothing(db, content, saved, spoil):
    spoil(content)
    with pytest.raises(Refused) as refusal:
        load_framework(saved(content))
    assert "Intet er ændret" in str(refusal.value)
    assert not Framework.objects.exists() and not Subject.objects.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '"mål"', "\ud800"])
def test_what_is_no_framework_is_refused(db, tmp_path, text):
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(Refused):
        load_framework(path)
    with pytest.raises(Refused):
        load_framework(tmp_path / "findes-ikke.json")


def test_postgresql_searches_goals_by_a_trigram_index_and_sqlite_needs_none(framework):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT id FROM curriculum_goal WHERE search_text::text LIKE '%brøk%'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'curriculum_goal'")
        used = "curriculum_goal_search_text_trigram" in str(cursor.fetchall())
    assert used == (connection.vendor == "postgresql")
