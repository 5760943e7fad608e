"""Who is signed in, as the frame of the page needs to know."""

from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet, Value

from spor.access import guard
from spor.access.actor import Actor
from spor.access.animals import animal
from spor.access.anyone import ForAnyone
from spor.access.language import DEFAULT, language_of
from spor.base.collate import danish
from spor.base.compiled import Columns
from spor.evidence.queries.queue import number_waiting
from spor.insight.queries.schools import schools_run
from spor.people.models import Enrolment, Group, Person, live
from spor.teaching.queries.runs import taught_groups

YOUNG_UNTIL = 3  # klassetrin: 0.–3. get the pages that need no reading


@dataclass(frozen=True)
class SignedIn:
    """`groups` are the groups the person teaches or covers, or the classes a pupil is in; `place` is the line under the name.

    covers        a substitute who teaches no group of their own
    has_post      is employed at a school today; runs_school: as its leader or secretary
    is_municipal  works for the municipality; is_analyst: as its consultant, who reads figures; is_admin: for its register
    is_support    the supplier's; in_window: a school is open to it now
    school_codes  of the schools the person runs
    """

    name: str
    first_name: str
    code: str
    place: str = ""
    icon: str = ""
    teaches: bool = False
    covers: bool = False
    has_post: bool = False
    runs_school: bool = False
    leads_school: bool = False
    is_municipal: bool = False
    is_analyst: bool = False
    is_admin: bool = False
    is_support: bool = False
    in_window: bool = False
    is_pupil: bool = False
    young: bool = False
    waiting: int = 0
    groups: list[Group] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)
    language: str = DEFAULT
    school_codes: list[str] = field(default_factory=list)

    @property
    def chooses_language(self) -> bool:
        """Whoever works here reads Danish pages (access.language), so there is nothing to choose."""
        return bool(self.children) and not (self.has_post or self.covers)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """(code, its own name) of those a home may choose between."""
        return settings.HOME_LANGUAGES


def signed_in(actor: Actor) -> SignedIn:
    """At most three queries, once a request: the relations, the groups with what waits, the children."""
    if "signed_in" not in actor.memo:
        actor.memo["signed_in"] = _signed_in(actor)
    return cast(SignedIn, actor.memo["signed_in"])


def _signed_in(actor: Actor) -> SignedIn:
    person = actor.memo.get("person") or Person.objects.get(pk=actor.person_id)
    known = actor.relations
    teaches = bool(known.groups_of("lead") | known.groups_of("subject") | known.groups_of("team"))
    covers = bool(known.groups_of("cover")) and not teaches
    groups, waiting = my_groups(actor) if teaches or covers or known.groups_of("member") else ([], 0)
    is_pupil = bool(known.schools_of("pupil"))
    grades = [group.grade for group in groups if group.grade is not None] if is_pupil else []
    young = bool(grades) and max(grades) <= YOUNG_UNTIL
    return SignedIn(
        name=person.name,
        first_name=person.first_name,
        code=person.code,
        place=_place(groups, is_pupil),
        teaches=teaches,
        covers=covers,
        has_post=bool(known.schools_of("staff")),
        runs_school=bool(known.schools_of("leader") | known.schools_of("secretary")),
        leads_school=bool(known.schools_of("leader")),
        is_municipal=bool(known.municipal),
        is_analyst="municipal_analyst" in known.municipal,
        is_admin="municipal_admin" in known.municipal,
        is_support="support" in known.municipal,
        in_window=bool(known.schools_of("support")),
        is_pupil=is_pupil,
        waiting=waiting,
        icon=animal(person.code) if young else "",
        young=young,
        groups=groups,
        children=children(actor),
        language=language_of(actor),
        school_codes=[school.code for school in schools_run(actor)],
    )


def my_groups(actor: Actor) -> tuple[list[Group], int]:
    """The groups an adult teaches or covers, or a pupil's own, main groups first, in Danish order, and what awaits feedback. One query."""
    rows = _GROUPS(actor)
    groups = sorted((_GROUP.of(row[1:]) for row in rows), key=lambda group: group.kind != Group.Kind.MAIN)
    return groups, rows[0][0] if rows else 0


def _my_groups(actor: Actor) -> QuerySet[Group, tuple[Any, ...]]:
    known = actor.relations
    waiting: Any = Value(0)
    if known.groups_of("member"):
        rows = guard.visible(actor, Group).filter(id__in=known.groups_of("member"))
    else:
        rows = taught_groups(actor) | guard.visible(actor, Group).filter(id__in=known.groups_of("cover"))
        waiting = number_waiting(actor)
    return rows.distinct().order_by(danish("name")).values_list(waiting, *_GROUP.names)


def children(actor: Actor) -> list[Person]:
    """The children whose guardian the actor is, youngest last. One query, none for whoever has no children here."""
    return [_PERSON.of(row) for row in _CHILDREN(actor)] if actor.relations.pupils_of("guardian") else []


def _my_children(actor: Actor) -> QuerySet[Person, tuple[Any, ...]]:
    rows = guard.visible(actor, Person).filter(id__in=actor.relations.pupils_of("guardian"))
    return rows.order_by("born_on", "id").values_list(*_PERSON.names)


_GROUP, _PERSON = Columns(Group, "school"), Columns(Person)
_GROUPS, _CHILDREN = ForAnyone(_my_groups), ForAnyone(_my_children)


def schools_of_child(actor: Actor, code: str = "") -> set[int]:
    """The schools where the child with this code goes, if it is the actor's own; without a code those of all their children. One query."""
    rows = Enrolment.objects.filter(live(actor.today), person__in=actor.relations.pupils_of("guardian"))
    return set((rows.filter(person__code=code) if code else rows).values_list("school", flat=True))


def _place(groups: list[Group], is_pupil: bool) -> str:
    if not groups:
        return ""
    return f"{groups[0].name} · {groups[0].school.name}" if is_pupil else groups[0].school.name
