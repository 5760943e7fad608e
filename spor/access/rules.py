"""The algebra of the policy table: relations, states and session facts, joined by & and |, compiled to one Q.

`None` as a compiled rule means never; `Q()` means always.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from spor.access.reach import Reach

if TYPE_CHECKING:
    from spor.access.actor import Actor


# Relations that staff have by their work: person data only at assurance level substantial (NSIS), a fact of the session.
BY_WORK = frozenset(
    {
        "lead",
        "subject",
        "team",
        "cover",
        "cover_write",
        "case",
        "purpose",
        "staff",
        "leader",
        "secretary",
        "superuser",
        "support",
    }
)


@dataclass(frozen=True)
class About:
    """What is known of a thing before a row of it is looked at: its pupil, perhaps its subject and some of its states."""

    pupil: int
    subject: int | None = None
    states: Mapping[str, bool] = field(default_factory=dict)


class Rule:
    """A condition that can be joined with others and compiled for an actor and a reach."""

    def __and__(self, other: "Rule") -> "Rule":
        return Both(self, other)

    def __or__(self, other: "Rule") -> "Rule":
        return Either(self, other)

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        raise NotImplementedError

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        """What is left to ask of such a thing: nothing (True: may; False: may not), or the states it must have."""
        raise NotImplementedError

    def names(self, state: str) -> bool:
        """Does the rule ask for this state anywhere?"""
        return False


@dataclass(frozen=True)
class Both(Rule):
    left: Rule
    right: Rule

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        left = self.left.compiled(actor, reach)
        if left is None:
            return None
        right = self.right.compiled(actor, reach)
        return None if right is None else left & right

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        left, right = self.left.about(actor, thing), self.right.about(actor, thing)
        if left is False or right is False:
            return False
        if left is True or right is True:
            return right if left is True else left
        return Both(left, right)  # type: ignore[arg-type] # neither is a boolean any more

    def names(self, state: str) -> bool:
        return self.left.names(state) or self.right.names(state)


@dataclass(frozen=True)
class Either(Rule):
    left: Rule
    right: Rule

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        left, right = self.left.compiled(actor, reach), self.right.compiled(actor, reach)
        if left is None or right is None:
            return right if left is None else left
        return Q() if not left or not right else left | right

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        left, right = self.left.about(actor, thing), self.right.about(actor, thing)
        if left is True or right is True:
            return True
        if left is False or right is False or left == right or _narrows(left, right) or _narrows(right, left):
            return right if left is False or _narrows(left, right) else left
        return Either(left, right)  # type: ignore[arg-type] # neither is a boolean any more

    def names(self, state: str) -> bool:
        return self.left.names(state) or self.right.names(state)


def _narrows(narrow: "Rule | bool", wide: "Rule | bool") -> bool:
    """Does `wide` allow all that `narrow` does, as one can see: it is one of its conditions, or one of the ways in is?"""
    if isinstance(wide, Either) and any(narrow == each or _narrows(narrow, each) for each in (wide.left, wide.right)):
        return True
    return isinstance(narrow, Both) and any(
        each == wide or _narrows(each, wide) for each in (narrow.left, narrow.right)
    )


@dataclass(frozen=True)
class Own(Rule):
    """The thing is about the actor."""

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        if not actor.is_signed_in or reach.pupil is None:
            return None
        return Q(**{reach.pupil: actor.person_id})

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return actor.is_signed_in and thing.pupil == actor.person_id


@dataclass(frozen=True)
class Related(Rule):
    """A live relation of this kind to the thing's pupil or, where the thing has none, to its group or school."""

    kind: str

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        if self.kind in BY_WORK and not actor.substantial:
            return None
        known = actor.relations
        for path, ids in (
            (reach.pupil, known.pupils_of(self.kind)),
            (reach.group, known.groups_of(self.kind)),
            (reach.school, known.schools_of(self.kind)),
        ):
            if path is not None and ids:
                return Q(**{f"{path}__in": ids})
        return None

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        if self.kind in BY_WORK and not actor.substantial:
            return False
        return thing.pupil in actor.relations.pupils_of(self.kind)


@dataclass(frozen=True)
class OwnSubject(Rule):
    """Teaches the thing's subject to its pupil (or group)."""

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        if reach.subject is None or not actor.substantial:
            return None
        path, taught = (
            (reach.pupil, actor.relations.subjects) if reach.pupil else (reach.group, actor.relations.subject_groups)
        )
        if path is None or not taught:
            return None
        rule = Q()
        for subject, ids in taught.items():
            rule |= Q(**{f"{path}__in": ids, reach.subject: subject})
        return rule

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        taught = {subject for subject, ids in actor.relations.subjects.items() if thing.pupil in ids}
        if not taught or not actor.substantial:
            return False
        return self if thing.subject is None else thing.subject in taught


@dataclass(frozen=True)
class NotRestricted(Rule):
    """No restriction set on this guardian for this pupil."""

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        closed = actor.relations.pupils_of("restricted")
        if not closed or reach.pupil is None:
            return Q()
        return ~Q(**{f"{reach.pupil}__in": closed})

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return thing.pupil not in actor.relations.pupils_of("restricted")


@dataclass(frozen=True)
class In(Rule):
    """A state of the thing, declared by its model."""

    state: str

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        if not actor.is_signed_in:
            return None
        return reach.states[self.state](actor)

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return thing.states.get(self.state, self) if actor.is_signed_in else False

    def names(self, state: str) -> bool:
        return self.state == state


@dataclass(frozen=True)
class Fact(Rule):
    """A fact of the session: an attribute of the actor that is true."""

    name: str

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        return Q() if getattr(actor, self.name) else None

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return bool(getattr(actor, self.name))


@dataclass(frozen=True)
class Municipal(Rule):
    """A live post with the municipality itself."""

    role: str

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        return Q() if self.role in actor.relations.municipal else None

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return self.role in actor.relations.municipal


@dataclass(frozen=True)
class Never(Rule):
    """Nobody, for the reason given beside it in the table."""

    def compiled(self, actor: "Actor", reach: Reach) -> Q | None:
        return None

    def about(self, actor: "Actor", thing: About) -> "Rule | bool":
        return False
