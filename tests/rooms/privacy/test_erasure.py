"""Erasure proved by a word: planted everywhere, it is nowhere afterwards, and nothing of anybody else has changed."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection

from spor.access.models import Change, Draft, Event
from spor.people.models import Person
from spor.privacy import declared, scrubbing, sessions
from spor.privacy.erasing import erase_persons
from spor.privacy.gathering import gather, subjects
from tests.cast import NOW, build_cast
from tests.rooms.privacy.planting import Planter

WORD, OTHERS = "kanariefugl", "rødhals"


def dump() -> bytes:
    """All that the database holds, as it lies on disk (SQLite) or as pg_dump writes it."""
    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"])
        return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))
    at = connection.get_connection_params()
    where = {
        "PGHOST": at.get("host"),
        "PGPORT": at.get("port"),
        "PGUSER": at.get("user"),
        "PGPASSWORD": at.get("password"),
    }
    environment = os.environ | {name: str(value) for name, value in where.items() if value}
    tool = next(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), Path("pg_dump"))
    command = [str(tool), str(at["dbname"])]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


def on_disk(folder: Path) -> bytes:
    return b"".join(f"{path}".encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def everything(but: dict[Any, set[int]]) -> dict[str, dict[int, tuple[Any, ...]]]:
    """Every row of ours, as it stands, but those of `but`, those with the word in them, and the audit of this very deed."""
    return {
        model._meta.label: {
            row[0]: row
            for row in model._base_manager.values_list()
            if row[0] not in but.get(model, set()) and WORD not in repr(row)
        }
        for model in apps.get_models()
        if model.__module__.startswith("spor.") and model not in (Event, Change)
    }


@pytest.fixture
def planted(transactional_db: None) -> tuple[Planter, Planter]:
    """Viggo, with a row of everything, and Liva of his class, with as much."""
    cast = build_cast()
    mine = Planter(cast.viggo, WORD, cast.mette)
    mine.all()
    hers = Planter(cast.classmate, OTHERS, cast.jonas)
    hers.all()
    if connection.vendor == "sqlite":
        assert not mine.failed and not hers.failed
    assert len([row for row in mine.made.values() if row is not None]) > 40
    return mine, hers


def test_nothing_of_an_erased_person_is_left_and_nothing_else_has_changed(planted, own_files) -> None:
    mine, _hers = planted
    person = mine.person
    Draft.objects.create(
        account=mine.other.account, thing="feedback", thing_code=mine.made[apps.get_model("evidence.Trace")].code,
        field="text", text=f"{WORD} skal øve sig", saved_at=NOW,
    )  # fmt: skip
    Change.objects.create(
        event=Event.objects.create(deed="import_register", at=NOW, thing="school"),
        table="people.person", row_id=person.pk, after=f'{{"given_name": "{WORD}"}}',
    )  # fmt: skip
    session = SessionStore()
    session["_auth_user_id"], session["said"] = str(person.account.pk), WORD
    session.create()
    cache.set("somewhere", WORD)
    whole = [e for e in declared.declarations() if e.erasure == "delete" and declared.names_person(e)]
    gone = gather([subjects(each, [person.pk]) for each in whole])
    gone[Person] = {person.pk}
    before = everything(gone)
    assert dump().count(WORD.encode()) > 60 and on_disk(own_files).count(WORD.encode()) >= 5

    scrubbing.begin()
    erase_persons([person.pk], held=(), now=NOW)
    sessions.close()
    scrubbing.finish()

    assert [line[:200] for line in dump().split(b"\n") if WORD.encode() in line] == []
    assert WORD.encode() not in on_disk(own_files)
    assert cache.get("somewhere") is None and not SessionStore(session.session_key).exists(session.session_key)
    assert everything({Person: {person.pk}}) == before
    assert OTHERS.encode() in dump() and OTHERS.encode() in on_disk(own_files)
    assert Person.objects.get(pk=person.pk).name == "Slettet person"
