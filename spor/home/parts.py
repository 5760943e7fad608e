"""Parts of Spor that a school has not taken into use: not in the menu, and their pages say so (decision 0035).

The whole answer stands in the actor's relations. A school that uses everything costs nothing here.
"""

from collections.abc import Collection

from spor.access.actor import Actor
from spor.access.models import PartOff
from spor.home.queries.me import schools_of_child

Part = PartOff.Part
# What the addresses of a part begin with, in the words of the URL names.
BEGINNINGS: dict[str, str] = {
    "forloeb": Part.FORLOEB,
    "start_run": Part.FORLOEB,
    "run": Part.FORLOEB,
    "assignment": Part.FORLOEB,
    "due": Part.FORLOEB,
    "hand_in": Part.FORLOEB,
    "queue": Part.FEEDBACK,
    "phrase": Part.FEEDBACK,
    "feedback": Part.FEEDBACK,
    "run_goals": Part.FEEDBACK,
    "assessment": Part.FEEDBACK,
    "self_assessment": Part.FEEDBACK,
    "plan": Part.PLAN,
    "pupil_plan": Part.PLAN,
    "portfolio": Part.PORTFOLIO,
    "pupil_portfolio": Part.PORTFOLIO,
    "selection": Part.PORTFOLIO,
    "placement": Part.PORTFOLIO,
    "reflection": Part.PORTFOLIO,
    "wellbeing": Part.WELLBEING,
    "checkin": Part.WELLBEING,
    "week": Part.WEEK,
    "group_week": Part.WEEK,
    "year": Part.WEEK,
    "group_year": Part.WEEK,
}
MENU = ("forloeb_list", "queue", "plans", "portfolios", "pupil_plan", "pupil_portfolio", "week")


def part_of(name: str) -> str:
    """The part that the page of this URL name belongs to, or ""."""
    found = [word for word in BEGINNINGS if name == word or name.startswith((f"{word}_", f"{word}s"))]
    return BEGINNINGS[max(found, key=len)] if found else ""


def names_off(actor: Actor) -> Collection[str]:
    """The pages of the menu that are not for the actor, since none of their schools has taken the part into use."""
    if not actor.relations.parts_off:
        return ()
    off = _off(actor, "")
    return {name for name in MENU if part_of(name) in off}


def _off(actor: Actor, code: str) -> frozenset[str]:
    """The parts that are off at every school this is about: the child's whose page it is, else the actor's own, else their children's."""
    known = actor.relations
    of_child = schools_of_child(actor, code) if code else set()
    own = known.schools_of("staff") | known.schools_of("pupil")
    schools = of_child or own or schools_of_child(actor)
    found = [known.parts_off.get(school, frozenset()) for school in schools]
    return frozenset.intersection(*found) if found else frozenset()


def part_off(actor: Actor, name: str, code: str) -> str:
    """The label of the part that the page `name` about `code` belongs to, where it is not in use there; otherwise ""."""
    if not actor.is_signed_in or not actor.relations.parts_off:
        return ""
    part = part_of(name)
    return str(Part(part).label) if part and part in _off(actor, code) else ""
