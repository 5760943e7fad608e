"""Parts of Spor that a school has not taken into use: not in the menu, and their pages say so (decision 0035).

The whole answer stands in the actor's relations. A school that uses everything costs nothing here.
"""

from collections.abc import Collection

from spor.access.actor import Actor
from spor.access.models import PartOff
from spor.home.queries.me import schools_of_child

Part = PartOff.Part
# The rooms that are one part, and what the addresses of a part begin with elsewhere, in the words of the URL names.
ROOMS: dict[str, str] = {
    "forloeb": Part.FORLOEB,
    "plans": Part.PLAN,
    "portfolio": Part.PORTFOLIO,
    "wellbeing": Part.WELLBEING,
}
BEGINNINGS: dict[str, str] = {
    "start_run": Part.FORLOEB,
    "run": Part.FORLOEB,
    "assignment": Part.FORLOEB,
    "due": Part.FORLOEB,
    "hand_in": Part.FORLOEB,
    "queue": Part.FEEDBACK,
    "phrase": Part.FEEDBACK,
    "feedback": Part.FEEDBACK,
    "run_goals": Part.FEEDBACK,
    "pupil_goals": Part.FEEDBACK,
    "own_goal": Part.FEEDBACK,
    "assessment": Part.FEEDBACK,
    "self_assessment": Part.FEEDBACK,
    "plans": Part.PLAN,
    "portfolios": Part.PORTFOLIO,
    "week": Part.WEEK,
    "group_week": Part.WEEK,
    "year": Part.WEEK,
    "group_year": Part.WEEK,
}
# The ways of the menu that belong to a part, with the room that answers.
MENU = {
    "forloeb_list": "forloeb",
    "queue": "evidence",
    "pupil_goals": "evidence",
    "plans": "home",
    "portfolios": "home",
    "pupil_plan": "plans",
    "pupil_portfolio": "portfolio",
    "week": "teaching",
    "years": "teaching",
}


def part_of(name: str, room: str) -> str:
    """The part that the page of this URL name, answered by this room, belongs to, or ""."""
    if room in ROOMS:
        return ROOMS[room]
    found = [word for word in BEGINNINGS if name == word or name.startswith((f"{word}_", f"{word}s"))]
    return BEGINNINGS[max(found, key=len)] if found else ""


def names_off(actor: Actor) -> Collection[str]:
    """The pages of the menu that are not for the actor, since none of their schools has taken the part into use."""
    if not actor.relations.parts_off:
        return ()
    off = _off(actor, "")
    return {name for name, room in MENU.items() if part_of(name, room) in off}


def _off(actor: Actor, code: str) -> frozenset[str]:
    """The parts that are off at every school this is about: the child's whose page it is, else the actor's own, else their children's."""
    known = actor.relations
    of_child = schools_of_child(actor, code) if code else set()
    own = known.schools_of("staff") | known.schools_of("pupil")
    schools = of_child or own or schools_of_child(actor)
    found = [known.parts_off.get(school, frozenset()) for school in schools]
    return frozenset.intersection(*found) if found else frozenset()


def part_off(actor: Actor, name: str, room: str, code: str) -> str:
    """The label of the part that the page `name` of `room` about `code` belongs to, where it is not in use there; otherwise ""."""
    if not actor.is_signed_in or not actor.relations.parts_off:
        return ""
    part = part_of(name, room)
    return str(Part(part).label) if part and part in _off(actor, code) else ""
