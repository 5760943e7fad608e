"""The addresses that pages about the pupil hold: links, pictures, forms and what htmx fetches, found as somebody who may see them."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.urls import Resolver404, resolve

from tests.policy.doors import Doors

HELD = re.compile(r'\b(href|src|action|formaction|poster|srcset|hx-[a-z-]+|data-[a-z-]+)="(/[^"\s]*)"')
FIRST = (
    "pupil_plan",
    "pupil_portfolio",
    "product",
    "feedback",
    "reflection",
    "plan_snapshot",
    "plan_evidence",
    "run",
    "assignment",
    "run_goals",
)
PAGES_MAX = 60


@dataclass
class Harvest:
    """Addresses by method, without their anchors."""

    gets: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)


def harvest(doors: Doors, name: str, first: list[str]) -> Harvest:
    """What `name` finds from the pages `first` on, following links; not into other pupils' pages and the workshop of forløb."""
    found = Harvest()
    waiting, seen = list(first), set()
    others = {each.code for each in doors.school.cast.people.values()} - {doors.school.pupil.code}
    while waiting and len(seen) < PAGES_MAX:
        address = waiting.pop(0)
        if address in seen or _view(address) is None or address.startswith("/forloeb/"):
            continue
        seen.add(address)
        found.gets.add(address)
        answer = doors.get(name, address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for attribute, held in HELD.findall(answer.body.decode()):
                if not any(code in held for code in others):
                    _sort(found, waiting, attribute, unescape(held).partition("#")[0])
    return found


def _sort(found: Harvest, waiting: list[str], attribute: str, address: str) -> None:
    if attribute in ("action", "formaction", "hx-post") or attribute.startswith("data-"):
        found.posts.add(address)
    if attribute not in ("formaction", "hx-post"):
        found.gets.add(address)
        if attribute == "href":
            waiting.append(address)


def _view(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None
