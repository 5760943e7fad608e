"""The only door to rows about people: what you may not see does not exist.

The boolean is derived from the filter, so a list and a page can never disagree.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.http import Http404

from spor.access import looks, policy, row_lock
from spor.access import reach as reaches
from spor.access.actor import Actor
from spor.access.rules import About
from spor.people.models import Enrolment, live

M = TypeVar("M", bound=Model)

# Things whose reading about somebody else's child (or one's own) is written down: one Look a page.
RECORDED = frozenset(
    {
        "product",
        "product_file_url",
        "feedback_given",
        "feedback_draft",
        "goal",
        "self_assessment",
        "plan_live",
        "plan_draft",
        "plan_published",
        "dialogue",
        "portfolio_item",
        "selection",
        "reflection",
        "wellbeing_answers",
        "talk_wish",
    }
)


class PurposeNeeded(PermissionDenied):
    """Somebody who must first say why: a leader to read, whoever leads the class to take a copy along (decision 0016).

    The page answered is the form that asks.
    """

    def __init__(self, pupil_id: int) -> None:
        super().__init__()
        self.pupil_id = pupil_id


class StrongerNeeded(PermissionDenied):
    """Somebody whose right it is, in a session that proved too little: the page answered offers to sign in with two factors."""


def rule(actor: Actor, model: type[Model], action: str, thing: str = "") -> Q | None:
    """The compiled row of the table for this actor; None when nothing is allowed."""
    reach = reaches.of(model)
    row_lock.hold(actor)
    row = policy.row(actor, thing or reach.thing, action)
    if row is None:
        return None
    if not actor.about or reach.pupil is None:
        return row.compiled(actor, reach)
    left = row.about(actor, About(actor.about))
    allowed = Q() if left is True else None if left is False else left.compiled(actor, reach)
    return None if allowed is None else Q(**{reach.pupil: actor.about}) & allowed


def may(actor: Actor, action: str, thing: str, pupil: int, *, subject: int | None = None, **states: bool) -> bool:
    """May the actor do this to whatever `thing` there is of the pupil (in this subject, in these states)? No query but the relations.

    False where it hangs on more than that.
    """
    row_lock.hold(actor)
    row = policy.row(actor, thing, action)
    return row is not None and row.about(actor, About(pupil, subject, states)) is True


def visible(actor: Actor, model: type[M], action: str = "read", *, thing: str = "") -> QuerySet[M]:
    """The rows of `model` that the actor may read (or do `action` to). Start every query here."""
    allowed = rule(actor, model, action, thing)
    rows: QuerySet[M] = model._default_manager.all()
    return rows.none() if allowed is None else rows.filter(allowed)


def can(actor: Actor, action: str, thing: Model, *, name: str = "") -> bool:
    """Is `thing` in visible(actor, …, action)? `name` is the table's word where it is not the model's own."""
    return visible(actor, type(thing), action, thing=name).filter(pk=thing.pk).exists()


def require(actor: Actor, action: str, thing: Model, *, name: str = "") -> None:
    """Stop an action that the actor may not do: 404 for strangers, 403 for colleagues (decision 0016)."""
    if not can(actor, action, thing, name=name):
        _offer_stronger(actor, type(thing)._default_manager.filter(pk=thing.pk), action, name)
        _refuse(actor, thing, action, name)


def get_or_404(
    actor: Actor,
    model: type[M],
    code: str,
    action: str = "read",
    *,
    thing: str = "",
    also: Iterable[str] = (),
    rows: QuerySet[M] | None = None,
) -> M:
    """Load one row by code, if the actor may; record the look where the thing is sensitive.

    also    further actions (or "thing.action") answered in the same query as `can_<action>` attributes
    rows    a queryset with select_related and annotations to start from
    """
    source = model._default_manager.all() if rows is None else rows
    allowed = rule(actor, model, action, thing)
    found = None
    if allowed is not None:
        found = with_cans(actor, source.filter(allowed), also, thing=thing).filter(code=code).first()
    if found is None:
        _offer_stronger(actor, source.filter(code=code), action, thing)
        hidden = source.filter(code=code).first()
        if hidden is None:
            refuse_hidden(actor, model, code, action, thing or reaches.of(model).thing)
        _refuse(actor, hidden, action, thing)
    if (thing or reaches.of(model).thing) in RECORDED:
        page(actor, [found], thing=thing)
    return found


def refuse_hidden(actor: Actor, model: type[Model], code: str, action: str, thing: str) -> NoReturn:
    """The refusal of a row that a query did not find: 404, or what decision 0016 says where the second lock hides it."""
    pupil = row_lock.whose(model, code)
    if pupil is not None:
        _refuse_about(actor, pupil, action, thing)
    raise Http404


def _offer_stronger(actor: Actor, rows: QuerySet[Any], action: str, thing: str) -> None:
    """Stop with StrongerNeeded where the same person would get the row if only they had signed in with two factors."""
    if (actor.substantial and actor.mfa) or not actor.is_signed_in or actor.on_tablet or actor.about:
        return
    allowed = rule(replace(actor, mfa=True, substantial=True, memo={}), rows.model, action, thing)
    if allowed is not None and rows.filter(allowed).exists():
        raise StrongerNeeded


def with_cans(actor: Actor, rows: QuerySet[M], actions: Iterable[str], *, thing: str = "") -> QuerySet[M]:
    """Annotate `can_<action>` for each action, so that a page asks its rights in its own query."""
    cans = {}
    for action in actions:
        name, _, verb = action.rpartition(".")
        allowed = rule(actor, rows.model, verb, name or thing)
        answer: Any = Value(allowed is not None)
        if allowed:
            answer = Case(When(allowed, then=Value(True)), default=Value(False))
        cans[f"can_{verb}"] = answer
    return rows.annotate(**cans) if cans else rows


def page(actor: Actor, rows: Iterable[Model], *, thing: str = "", purpose: str = "", words: str = "") -> None:
    """Write who looked, at which pupils, and what they searched for: one Look a page, one LookPupil a pupil shown. Looking at oneself is
    not recorded.

    Refused (the page is not shown) when it cannot be written (decision 0020), and to whoever has read too many (429).
    """
    seen: set[int] = set()
    word = thing
    for row in rows:
        reach = reaches.of(type(row))
        word = word or reach.thing
        pupil = _follow(row, reach.pupil)
        if pupil is not None and pupil != actor.person_id:
            seen.add(pupil)
    if seen and actor.is_signed_in:
        looks.write(actor, word, seen, purpose=purpose, words=words)


def _follow(row: Model, path: str | None) -> int | None:
    """The id at the end of a lookup path, without a query where the foreign key is on the row itself."""
    if path is None:
        return None
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
    value = getattr(row, f"{last}_id", None) if last != "id" else row.pk
    return value if isinstance(value, int) else None


def _refuse(actor: Actor, hidden: Model, action: str, thing: str) -> NoReturn:
    """404 with identical bytes for everyone but staff of the pupil's present school, and those who lack no more than a reason."""
    reach = reaches.of(type(hidden))
    if not actor.relations.schools_of("staff"):
        raise Http404
    pupil = _follow(hidden, reach.pupil)
    if pupil is not None:
        _refuse_about(actor, pupil, action, thing or reach.thing)
    path = reach.school or (f"{reach.group}__school" if reach.group else None)
    if path:
        present = set(type(hidden)._default_manager.filter(pk=hidden.pk).values_list(path, flat=True))
        if present & actor.relations.schools_of("staff"):
            raise PermissionDenied
    raise Http404


def _refuse_about(actor: Actor, pupil: int, action: str, thing: str) -> NoReturn:
    """As `_refuse`, of a thing about this pupil."""
    known = actor.relations
    schools = known.schools_of("staff")
    if not schools:
        raise Http404
    present = set(Enrolment.objects.filter(live(actor.today), person=pupil).values_list("school", flat=True))
    leads = bool(present & known.schools_of("leader")) and pupil not in known.pupils_of("purpose")
    row = policy.row(actor, thing, action)
    asks = row is not None and row.names("reason_logged") and pupil in known.pupils_of("lead")
    if actor.substantial and (leads or asks):
        raise PurposeNeeded(pupil)  # a weaker session could not answer the question
    raise PermissionDenied if present & schools else Http404
