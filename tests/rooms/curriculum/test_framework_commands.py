"""The two commands say what they did and count what is in the database."""

import json

import pytest
from django.core.management import CommandError, call_command

from spor.curriculum.models import FrameworkVersion, Goal


def said(capsys, *command: str) -> str:
    call_command(*command)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_load_says_what_it_did(capsys):
    assert said(capsys, "load_framework") == "Fælles Mål: 5610 nye, 0 ændrede.\n"
    assert said(capsys, "load_framework") == "Fælles Mål: 0 nye, 0 ændrede.\n"


@pytest.mark.django_db
def test_load_of_a_bad_file_ends_with_status_2(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("{}")
    with pytest.raises(CommandError) as fault:
        call_command("load_framework", str(path))
    assert fault.value.returncode == 2


@pytest.mark.usefixtures("framework")
def test_check_prints_exactly_the_counts(capsys):
    assert said(capsys, "check_framework", "--json") == '{"competence_goals": 215, "areas": 866, "goals": 3170}\n'


@pytest.mark.usefixtures("framework")
def test_check_counts_the_database_not_the_file(capsys):
    version = FrameworkVersion.objects.get()
    Goal.objects.create(version=version, kind="skill", identity="x:1", from_grade=1, to_grade=9, text="x")
    Goal.objects.create(version=version, kind="skill", identity="x:2", from_grade=10, to_grade=10, text="x")
    assert json.loads(said(capsys, "check_framework", "--json"))["goals"] == 3171


@pytest.mark.django_db
def test_check_of_an_empty_database(capsys):
    assert said(capsys, "check_framework", "--json") == '{"competence_goals": 0, "areas": 0, "goals": 0}\n'
    assert "ikke indlæst" in said(capsys, "check_framework")


@pytest.mark.usefixtures("framework")
def test_check_for_people_is_a_table_in_danish(capsys, django_assert_num_queries):
    with django_assert_num_queries(3):
        table = said(capsys, "check_framework")
    lines = [" ".join(line.split()) for line in table.splitlines()]
    assert lines[0] == "Fælles Mål, tekst 2017, kontrolleret mod 2018-tal"
    assert "Dansk 16 88 396" in lines and "I alt 215 866 3170" in lines
    assert lines[-1] == "Bindende i dag: kompetencemål"
