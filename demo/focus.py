"""Focus points, agreements and talks, made by the deeds of the pages. What stands in them is in `demo/focus.toml`."""

import datetime as dt
import tomllib
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from demo import stage
from spor.base.collate import key as danish_key
from spor.people.models import Person
from spor.plans.actions.agreements import move_agreement, propose
from spor.plans.actions.class_focus import write_class_focus
from spor.plans.actions.focus import add_point, show_point, write_part
from spor.plans.actions.talks import call_talks, prepare
from spor.plans.models import Agreement, FocusPoint, Talk
from spor.plans.queries.focus_page import about

FILE = Path(__file__).parent / "focus.toml"
EACH = dt.timedelta(minutes=20)
A_DAY = 9  # talks an afternoon


def add_to(script: stage.Script) -> None:
    """All of the file, each thing at its moment."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    keys = count(1)
    for row in written["point"]:
        script.add(stage.moment(row["at"]), partial(_point, script, row, f"demo-focus-{next(keys)}"))
    for row in written["agreement"]:
        script.add(stage.moment(row["at"]), partial(_agreement, script, row, f"demo-focus-{next(keys)}"))
    for row in written["class"]:
        script.add(stage.moment(row["at"]), partial(_class, row, f"demo-focus-{next(keys)}"))
    for row in written["talks"]:
        script.add(stage.moment(row["at"]), partial(_talks, script, row, f"demo-talk-{next(keys)}"))


def _pupil(row: dict[str, Any]) -> Person:
    return stage.pupils(row["group"])[row["pupil"]]


def _point(script: stage.Script, row: dict[str, Any], key: str) -> None:
    writer = stage.actor(row["by"], stage.moment(row["at"]))
    subject, area = about(row["about"])
    point = add_point(
        actor=writer, pupil=_pupil(row), subject=subject, area=area, what=row["what"], school=row["school"], key=key
    )
    show_point(actor=writer, point=point)
    if "next" in row:
        write_part(actor=writer, point=point, part="next", text=row["next"], n=0)
    for said in row.get("said", []):
        script.add(stage.moment(said["at"]), partial(_say, point, said))


def _say(point: FocusPoint, said: dict[str, Any]) -> None:
    writer = stage.actor(said["by"], stage.moment(said["at"]))
    write_part(actor=writer, point=point, part=said["part"], text=said["text"], n=0)


def _agreement(script: stage.Script, row: dict[str, Any], key: str) -> None:
    writer = stage.actor(row["by"], stage.moment(row["at"]))
    made = propose(actor=writer, pupil=_pupil(row), point=None, text=row["text"], key=key)
    for state in row.get("states", []):
        script.add(stage.moment(state["at"]), partial(_move, made, state))


def _move(agreement: Agreement, state: dict[str, Any]) -> None:
    move_agreement(actor=stage.actor(state["by"], stage.moment(state["at"])), agreement=agreement, state=state["to"])


def _class(row: dict[str, Any], key: str) -> None:
    texts = {name: row.get(name, "") for name in ("what", "school", "home", "follow_up")}
    writer = stage.actor(row["by"], stage.moment(row["at"]))
    write_class_focus(actor=writer, group=stage.group(row["group"]), key=key, **texts)


def _talks(script: stage.Script, row: dict[str, Any], key: str) -> None:
    """One after the other from the first moment on, nine an afternoon, in Danish order."""
    caller = stage.actor(row["by"], stage.moment(row["at"]))
    group = stage.group(row["group"])
    members = caller.relations.pupils_of("lead")
    pupils = [each for each in stage.pupils(row["group"]).values() if each.pk in members]
    first = stage.moment(row["first"])
    at = {
        pupil: first + dt.timedelta(days=place // A_DAY) + EACH * (place % A_DAY)
        for place, pupil in enumerate(sorted(pupils, key=lambda each: danish_key(each.name)))
    }
    called = call_talks(actor=caller, group=group, at=at, place=row["place"], key=key)
    for said in row.get("prepared", []):
        pupil = stage.pupils(row["group"])[said["pupil"]]
        talk = next(each for each in called if each.pupil_id == pupil.pk)
        script.add(stage.moment(said["at"]), partial(_prepare, talk, said))


def _prepare(talk: Talk, said: dict[str, Any]) -> None:
    prepare(actor=stage.actor(said["by"], stage.moment(said["at"])), talk=talk, text=said["text"])
