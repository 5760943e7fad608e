"""./run demo: the whole demo school, from an empty database, in one transaction."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial

from django.core.management import call_command
from django.db import transaction

from demo import (
    around,
    courses,
    deeds,
    focus,
    own_goals,
    plans,
    register,
    roles,
    rollout,
    shelf,
    stage,
    texts,
    timetable,
    weeks,
    wellbeing,
)
from spor.base.clock import COPENHAGEN, DEMO_START
from spor.base.models import Installation
from spor.home.measures import MEASURES
from spor.insight.rolling import roll_up
from spor.integrations.importing import import_file
from spor.people.models import School

Say = Callable[[str], None]


class NotADemo(Exception):
    """The database holds a real school."""


def build(say: Say) -> bool:
    """Make the demo in this database; False when it stands there already. A crash leaves nothing half-made.

    Raises NotADemo when the database is somebody's: it says real, or holds a school without saying demo.
    """
    kind = Installation.objects.values_list("kind", flat=True).first()
    if kind == Installation.Kind.DEMO:
        return False
    if kind is not None or School.objects.exists():
        raise NotADemo
    trail = texts.read()
    say("Elevernes tegninger og fotos laves")
    things = shelf.made(texts.pictures(trail))
    with transaction.atomic():
        stage.forget()
        Installation.objects.create(kind=Installation.Kind.DEMO)
        say("Fælles Mål indlæses")
        call_command("load_framework", verbosity=0, stdout=io.StringIO())
        say("Elever, ansatte og forældre læses ind, et skoleår ad gangen")
        _play(say, trail, things)
    return True


def _play(say: Say, trail: texts.Trail, things: shelf.Shelf) -> None:
    script = stage.Script()
    for name, content in register.files():
        script.add(_sent(name), partial(_read_in, content))
    roles.add_to(script)
    timetable.add_to(script)
    started = courses.Started()
    courses.add_to(script, trail.courses, started)
    deeds.add_to(script, trail, started, things)
    plans.add_to(script, trail.plans)
    focus.add_to(script)
    wellbeing.add_to(script)
    own_goals.add_to(script)
    weeks.add_to(script)
    around.add_to(script)
    rollout.add_to(script)
    script.play(_by_year(say))
    roll_up(MEASURES, now=DEMO_START)


def _read_in(content: bytes) -> None:
    import_file(content, apply=True)
    stage.pupils.cache_clear()


def _sent(name: str) -> dt.datetime:
    """The moment of a register file, from its name."""
    day = dt.date.fromisoformat(name.partition("-")[2].removesuffix(".xml"))
    return dt.datetime.combine(day, dt.time(5, 0), COPENHAGEN)


def _by_year(say: Say) -> Callable[[stage.Deed], None]:
    """Says each school year once, as it begins."""
    said: list[int] = []

    def seen(deed: stage.Deed) -> None:
        year = deed.at.year if deed.at.month >= 8 else deed.at.year - 1
        if year not in said:
            said.append(year)
            say(f"  {year}/{(year + 1) % 100}")

    return seen
