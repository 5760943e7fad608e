"""Every cell of permissions.csv whose thing exists, with every predicate flipped, at the guard, on both databases.

What later work brings joins by its row in THINGS. Where docs/architecture.md overrules a cell, it stands in OVERRULED with the reason.
"""

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from spor.access import guard
from spor.access.policy import POLICY
from spor.access.rules import Never
from tests.policy import expression
from tests.policy.predicates import FACTS, NOT_BUILT, OF_THE_ACTION, PREDICATES, Thing
from tests.policy.world import World

ROWS = list(csv.DictReader((Path(__file__).parent / "permissions.csv").open(encoding="utf-8")))

# The table's thing → what stands for it in the world, and the policy's word for it.
THINGS: dict[str, Thing] = {
    "forloeb_draft": lambda world: world.forloeb,
    "forloeb_published": lambda world: world.run,
    "assignment": lambda world: world.assignment,
    "timetable": lambda world: world.lesson,
    "week_plan": lambda world: world.week_share,
    "year_plan": lambda world: world.idea,
    "school_calendar": lambda world: world.day_off,
    "product": lambda world: world.trace,
    "product_file_url": lambda world: world.trace,
    "feedback_draft": lambda world: world.feedback,
    "feedback_given": lambda world: world.feedback,
    "goal": lambda world: world.goal_state,
    "self_assessment": lambda world: world.self_assessment,
    "plan_live": lambda world: world.pupil,
    "plan_draft": lambda world: world.sentence,
    "plan_published": lambda world: world.snapshot,
    "dialogue": lambda world: world.answer,
    "focus_point": lambda world: world.focus_point,
    "focus_text": lambda world: world.focus_text,
    "class_focus": lambda world: world.class_focus,
    "agreement": lambda world: world.agreement,
    "intervention": lambda world: world.intervention,
    "talk": lambda world: world.talk,
    "talk_preparation": lambda world: world.preparation,
    "class_talks": lambda world: world.group,
    "test_result": lambda world: world.result_trace,
    "result_file": lambda world: world.result_file,
    "import_run": lambda world: world.import_run,
    "portfolio_item": lambda world: world.trace,
    "class_directory": lambda world: world.pupil,
    "protected_identity": lambda world: world.pupil,
    "calendar_address": lambda world: world.calendar_address,
    "mail_address": lambda world: world.mail_address,
    "management_figures": lambda world: world.figure,
    "settings_school": lambda world: world.school,
    "school": lambda world: world.school,
    "rollout": lambda world: world.rollout,
    "wish": lambda world: world.said,
    "cover": lambda world: world.cover,
    "wellbeing_answers": lambda world: world.check_in,
    "wellbeing_class_aggregate": lambda world: world.climate,
    "talk_wish": lambda world: world.wish,
    "plan_subject_other": lambda world: world.goal_state,
    "custody_status": lambda world: world.link,
    "role": lambda world: world.group,
    "class_tablet": lambda world: world.group,
    "audience": lambda world: world.pupil,
    "audit_log_about_me": lambda world: world.pupil,
    "audit_log": lambda world: world.school,
    "own_goal": lambda world: world.own_goal,
    "pupil_record": lambda world: world.pupil,
    "hold": lambda world: world.hold,
    "processing_record": lambda world: world.school,
    "support_grant": lambda world: world.support_window,
}

# What else stands for a thing where the action is not done to the thing itself.
TARGETS: dict[tuple[str, str], Thing] = {
    ("forloeb_published", "write"): lambda world: world.forloeb,
    ("plan_published", "write"): lambda world: world.pupil,
    ("support_grant", "ask"): lambda world: world.school,
    ("agreement", "propose"): lambda world: world.pupil,
    ("hold", "set"): lambda world: world.pupil,
}

# Actors that later work brings (tools, API clients): until then they are strangers, and strangers are denied.
NOT_YET = {"lti_tool", "api_client"}

# (thing, action) of the table whose deed is not there, so that the policy has no row for it and nobody may. It joins by its row.
NOT_HERE = {
    ("class_directory", "bulk_export"): "no class is exported as a list",
    ("wellbeing_class_aggregate", "drill_down"): "behind a figure stands nobody: there is no way from it to a child",
    ("pupil_record", "delete"): "nobody erases somebody from a page: the night does, by the dates",
    ("pupil_record", "transfer"): "the trail follows the pupil; another installation is brought the pupil's own copy",
    ("portfolio_item", "share"): "nothing of a portfolio is shown to classmates",
}

# (thing, action) of the table that is done by another deed of the house → its row of the policy.
DONE_BY = {
    ("forloeb_published", "write"): (
        "forloeb_draft",
        "write",
    ),  # an edition is immutable: one writes on and publishes the next
    ("plan_published", "write"): ("plan_published", "publish"),  # a shared plan is immutable: a new one is shared
    ("plan_subject_other", "read"): (
        "plan_section",
        "read",
    ),  # the part of the plan of a subject that one does not teach
}

# Nobody at all, whatever stands for it: there is no model of it.
NEVER = {
    ("cpr_number", "read"),
    ("contact_data", "read"),
    ("protected_address", "read"),
    ("absence", "read"),
    ("session", "impersonate"),
}

OVERRULED: dict[tuple[str, str, str], str] = {
    ("parent_other_child", "assignment", "read"): "an assignment is the class's, so it is the other child's own too",
    ("pupil_peer", "class_directory", "read"): "the directory of the pupil's class is the classmate's own class too",
    ("pupil_peer", "class_focus", "read"): "what a class works on is the classmate's own class's too",
    ("parent_other_child", "class_focus", "read"): "as above: the other child is in the same class",
    ("parent_other_child", "class_directory", "read"): "as above: the other child is in the same class",
}

# The staff around the pupil take part in what is said of the plan by their work (decision 0006), so they cannot be made not to.
BY_WORK = {"class_teacher", "subject_teacher", "paedagog", "support_staff"}

# True (or not) of the thing itself, where the cell does not speak of it: what was not handed in is the pupil's own.
OF_THE_THING: dict[str, tuple[str, bool]] = {
    "feedback_given": ("given", True),
    "product": ("submitted", True),
    "product_file_url": ("submitted", True),
    "portfolio_item": ("submitted", True),
    "plan_subject_other": ("own_subject", False),
}
# Cells that speak of the hand-in by another word.
SPEAKS = {"before_lock", "not_submitted"}

CELLS = [
    row
    for row in ROWS
    if row["thing"] in THINGS and DONE_BY.get(_pair := (row["thing"], row["action"]), _pair) in POLICY
]


@pytest.fixture
def world(db: None) -> World:
    return World()


def _allowed(world: World, actor: str, thing: str, action: str, facts: dict[str, bool]) -> bool:
    """What the guard says when the world is as `facts` say. The world is put back afterwards."""
    point = transaction.savepoint()
    try:
        said, is_so = OF_THE_THING.get(thing, ("", True))
        if said and said not in facts and not SPEAKS & set(facts):
            PREDICATES[said](world, actor, is_so)
        for name in sorted(facts, key=list(PREDICATES).index):
            PREDICATES[name](world, actor, facts[name])
        target = TARGETS.get((thing, action), THINGS[thing])(world)
        who = world.actor(actor, mfa=facts.get("mfa", True))
        name, deed = DONE_BY.get((thing, action), (thing, action))
        return guard.can(who, deed, type(target)._default_manager.get(pk=target.pk), name=name)
    finally:
        transaction.savepoint_rollback(point)


def _combinations(actor: str, condition: str) -> Iterator[dict[str, bool]]:
    settled = {"own"} | ({"participant"} if actor in BY_WORK else set())
    flippable = [name for name in expression.names(condition) if name in PREDICATES and name not in settled]
    fixed = {name: name not in NOT_BUILT for name in expression.names(condition) if name not in flippable}
    for values in itertools.product([True, False], repeat=len(flippable)):
        yield {**fixed, **dict(zip(flippable, values, strict=True))}


@pytest.mark.parametrize(("thing", "action"), sorted({(row["thing"], row["action"]) for row in CELLS}))
def test_each_cell_of_the_table_holds(world: World, thing: str, action: str) -> None:
    wrong = []
    for row in CELLS:
        if (row["thing"], row["action"]) != (thing, action) or (row["actor"], thing, action) in OVERRULED:
            continue
        condition = row["condition"].split(" | ")[0]
        if row["allowed"] == "no" or row["actor"] in NOT_YET:
            if _allowed(world, row["actor"], thing, action, {}):
                wrong.append(f"{row['actor']} may {action} {thing}, and the table says no")
            continue
        for facts in _combinations(row["actor"], condition):
            settable = {name: on for name, on in facts.items() if name in PREDICATES}
            expected = expression.holds(condition, facts)
            if _allowed(world, row["actor"], thing, action, settable) != expected:
                wrong.append(f"{row['actor']} {action} {thing}: expected {expected} when {facts}")
    assert not wrong, "\n".join(wrong)


def test_each_row_of_the_policy_is_tried_and_what_is_not_here_has_none() -> None:
    pairs = {(row["thing"], row["action"]) for row in ROWS}
    tried = {(row["thing"], row["action"]) for row in CELLS}
    here = {thing for thing, _ in POLICY} | set(THINGS)
    assert {pair for pair in pairs if pair[0] in here} - tried == set(NOT_HERE) | NEVER, "say what is done by what"
    assert not set(NOT_HERE) & set(POLICY)
    assert all(type(POLICY[pair]) is Never for pair in NEVER)


def test_every_predicate_of_the_tested_cells_is_known() -> None:
    known = set(PREDICATES) | FACTS | OF_THE_ACTION | NOT_BUILT
    used = {
        name
        for row in CELLS
        if row["allowed"] == "if" and row["actor"] not in NOT_YET
        for name in expression.names(row["condition"].split(" | ")[0])
    }
    assert used <= known, sorted(used - known)


def test_the_language_of_the_table_binds_and_tighter_than_or() -> None:
    facts = {"a": True, "b": False, "c": False}
    assert expression.holds("a|b&c", facts)
    assert not expression.holds("(a|b)&c", facts)


def test_every_state_that_the_policy_names_is_declared_by_a_model() -> None:
    from django.apps import apps

    from spor.access import reach
    from spor.access.rules import Both, Either, In, Rule

    def states(rule: Rule) -> set[str]:
        if isinstance(rule, Both | Either):
            return states(rule.left) | states(rule.right)
        return {rule.state} if isinstance(rule, In) else set()

    declared: set[str] = set()
    for model in apps.get_models():
        try:
            declared |= set(reach.of(model).states)
        except KeyError:
            continue
    missing = {name for rule in POLICY.values() for name in states(rule)} - declared
    assert not missing
