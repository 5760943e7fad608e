"""Where the demo is played: finds persons, classes, subjects and goals by the names of the demo's files, and makes actors of the past."""

import datetime as dt
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from demo.register import KASTANJE, class_id
from spor.access.actor import Actor
from spor.base import clock
from spor.base.clock import COPENHAGEN
from spor.curriculum.models import Goal, Subject
from spor.people.models import Group, Membership, Person, School


@dataclass(order=True)
class Deed:
    """Something that happened at a moment. Deeds of one moment come in the order they were written in."""

    at: dt.datetime
    place: int
    do: Callable[[], object] = field(compare=False)


class Script:
    """Deeds gathered from everywhere, played in the order of their moments."""

    def __init__(self) -> None:
        self.waiting: list[Deed] = []
        self.count = 0

    def add(self, at: dt.datetime, do: Callable[[], object]) -> None:
        """Also while the script is played: what follows from a deed."""
        self.count += 1
        heapq.heappush(self.waiting, Deed(at, self.count, do))

    def play(self, seen: Callable[[Deed], None] = lambda deed: None) -> None:
        """Play all of it; `seen` is told of each deed first. ValueError for one that is still to come when the demo opens."""
        while self.waiting:
            deed = heapq.heappop(self.waiting)
            if deed.at > clock.DEMO_START:
                raise ValueError(f"{deed.at} lies after the demo's first morning: {deed.do}")
            seen(deed)
            deed.do()


def moment(text: str) -> dt.datetime:
    """«2026-11-24 20.41» or «2019-W40-3 10.15» in Copenhagen; a day alone is 9.00 then."""
    day, _, hours = text.partition(" ")
    hour, minute = hours.split(".") if hours else ("9", "0")
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(int(hour), int(minute)), COPENHAGEN)


def actor(who: str, at: dt.datetime) -> Actor:
    """The person of that account or register id at that moment, in a strong session."""
    return Actor(person(who).pk, now=at, mfa=True, substantial=True)


@cache
def person(who: str) -> Person:
    """By register id; a word alone is an account of the cast."""
    return Person.objects.get(uniid=who if who[0].isdigit() or who.startswith("demo-") else f"demo-{who}")


@cache
def school(number: str = KASTANJE[0]) -> School:
    return School.objects.get(number=number)


@cache
def group(name: str, number: str = KASTANJE[0]) -> Group:
    """A class by the name it has in 2026: the class itself, whatever it was called before."""
    return Group.objects.get(school=school(number), register_id=class_id(int(name[0]), name[2:]))


@cache
def subject(key: str) -> Subject:
    return Subject.objects.get(key=key)


@cache
def goal(identity: str) -> Goal:
    return Goal.objects.get(identity=identity)


@cache
def pupils(group_name: str) -> dict[str, Person]:
    """The pupils the class has ever had, by the name they are called."""
    rows = Membership.objects.filter(group=group(group_name), role=Membership.Role.PUPIL).select_related("person")
    return {row.person.name: row.person for row in rows}


def forget() -> None:
    """Nothing found in one database holds in the next."""
    for found in (person, school, group, subject, goal, pupils):
        found.cache_clear()
