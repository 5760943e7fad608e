"""The only writer of GoalState: where a pupil stands with a goal, made again from what is known, inside the deed's own transaction.

A deed first writes its own rows (trace, hand-in, assessment, withdrawal, self-assessment), then calls `touch` for the pupils and goals
they are about. `touch` locks those states, reads all that is known of them, and writes them: last three judgements that stand, the
pupil's own last word, how many traces. So it is right whoever else writes at the same moment (who locks last has read the others'
rows), and equal to `rebuild` by construction. What is not handed in is the pupil's own and is not in here.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast

from spor.evidence.models import Assessment, GoalState, SelfLevel, TraceGoal

Pair = tuple[int, int]
_BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SAID = [field.name for field in GoalState._meta.concrete_fields if field.name not in ("id", "pupil", "goal")]
_PUPILS_A_TURN = 200


class _Word(NamedTuple):
    """One thing known of a pupil and a goal: a judgement, a trace (a row a hand-in), or what the pupil said."""

    at: dt.datetime
    kind: str
    id: int
    pupil: int
    goal: int
    level: int | None
    wording: int | None
    run: int | None


def touch(*, pupil_ids: Iterable[int], goal_ids: Iterable[int]) -> None:
    """Bring the states of these pupils with these goals up to date. Call it last in a deed, in its transaction. Three statements."""
    _settle(set(product(set(pupil_ids), set(goal_ids))))


def rebuild() -> int:
    """Make every state again from the assessments, traces and self-assessments; return how many were wrong."""
    wrong = 0
    pupils = sorted({pupil for rows in _pairs() for pupil, _ in rows})
    for first in range(0, len(pupils), _PUPILS_A_TURN):
        turn = pupils[first : first + _PUPILS_A_TURN]
        before = _stored(turn)
        _settle({pair for rows in _pairs(turn) for pair in rows})
        after = _stored(turn)
        wrong += sum(before.get(pair) != after.get(pair) for pair in before.keys() | after.keys())
    return wrong


def _pairs(pupils: list[int] | None = None) -> list[Iterable[Pair]]:
    """Who may have a state with what; of these pupils, or of all."""
    paths: list[tuple[type[models.Model], str]] = [
        (GoalState, "pupil"),
        (Assessment, "pupil"),
        (TraceGoal, "trace__pupil"),
        (SelfLevel, "self_assessment__pupil"),
    ]
    rows = [(model._default_manager.values_list(path, "goal").distinct(), path) for model, path in paths]
    return [each if pupils is None else each.filter(**{f"{path}__in": pupils}) for each, path in rows]


def _stored(pupils: list[int]) -> dict[Pair, tuple[Any, ...]]:
    rows = GoalState.objects.filter(pupil__in=pupils).values_list("pupil", "goal", *_SAID)
    return {(row[0], row[1]): row for row in rows}


@transaction.atomic(savepoint=False)
def _settle(pairs: set[Pair]) -> None:
    """Lock, read, write."""
    if not pairs:
        return
    # An upsert that changes nothing takes the row's lock, were it there or not; in one order, so that nobody waits in a ring.
    rows = [GoalState(pupil_id=pupil, goal_id=goal, last_at=_BEGINNING) for pupil, goal in sorted(pairs)]
    GoalState.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pupil", "goal"], update_fields=["pupil"])
    known: dict[Pair, list[_Word]] = defaultdict(list)
    for word in _words({pupil for pupil, _ in pairs}, {goal for _, goal in pairs}):
        if (word.pupil, word.goal) in pairs:
            known[word.pupil, word.goal].append(word)
    states = [_state(pair, sorted(known[pair], reverse=True)) for pair in sorted(known)]
    if states:
        GoalState.objects.bulk_create(
            states, update_conflicts=True, unique_fields=["pupil", "goal"], update_fields=_SAID
        )
    if empty := pairs - known.keys():
        stored = GoalState.objects.filter(pupil__in={pupil for pupil, _ in empty}, goal__in={goal for _, goal in empty})
        ids = [pk for pk, *pair in stored.values_list("pk", "pupil", "goal") if tuple(pair) in empty]
        GoalState.objects.filter(pk__in=ids).delete()


def _words(pupils: set[int], goals: set[int]) -> list[_Word]:
    """All that is known of these pupils and goals, in one statement."""
    level, row = models.SmallIntegerField(), models.BigIntegerField()
    blank_level, blank_row = Cast(Value(None), level), Cast(Value(None), row)

    def leg(model: type[models.Model], kind: str, pupil: str, at: str, pk: str, **more: Any) -> Any:
        columns = [F(at), Value(kind), F(pk), F(pupil), F("goal"), more.get("level", blank_level)]
        columns += [more.get("wording", blank_row), F(more["run"])]
        names = {f"c{number}": column for number, column in enumerate(columns)}
        rows = model._default_manager.filter(**{f"{pupil}__in": pupils, "goal__in": goals, f"{at}__isnull": False})
        return rows.order_by().annotate(**names).values_list(*names)

    evidence: dict[str, Any] = {
        "pupil": "trace__pupil",
        "pk": "trace__id",
        "run": "trace__run",
        "wording": F("wording"),
    }
    judged = leg(Assessment, "judged", "pupil", "at", "id", run="run", level=F("level"), wording=F("wording")).filter(
        withdrawal=None
    )
    handed_in = leg(TraceGoal, "trace", at="trace__product__versions__hand_in__at", **evidence)
    remarked = leg(TraceGoal, "trace", at="trace__remark__at", **evidence)
    own = leg(
        SelfLevel,
        "own",
        "self_assessment__pupil",
        "self_assessment__at",
        "id",
        run="self_assessment__product__assignment__run",
        level=F("level"),
    ).filter(self_assessment__product__versions__hand_in__isnull=False)
    return [_Word(*row) for row in judged.union(handed_in, remarked, own)]


def _state(pair: Pair, words: list[_Word]) -> GoalState:
    """The state that follows from what is known, newest first."""
    judged = [word for word in words if word.kind == "judged"][:3]
    own = next((word for word in words if word.kind == "own"), None)
    levels: list[int | None] = [word.level for word in judged] + [None] * (3 - len(judged))
    moments: list[dt.datetime | None] = [word.at for word in judged] + [None] * (3 - len(judged))
    return GoalState(
        pupil_id=pair[0],
        goal_id=pair[1],
        wording_id=next((word.wording for word in words if word.wording), None),
        run_id=next((word.run for word in words if word.run), None),
        **dict(zip(("level", "previous", "earlier"), levels, strict=True)),
        **dict(zip(("level_at", "previous_at", "earlier_at"), moments, strict=True)),
        own_level=own and own.level,
        own_at=own and own.at,
        traces=len({word.id for word in words if word.kind == "trace"}),
        last_at=words[0].at,
    )
