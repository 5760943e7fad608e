"""Rule 3: one policy row per (thing, action), every row used rightly, and every model that is asked about knows its reach."""

import ast

from tests.house.tree import Tree, called, holds, line

# guard function → where its action stands: by position, and the default where it may be left out.
ACTION = {"visible": (2, "read"), "can": (1, None), "require": (1, None), "get_or_404": (3, "read")}


def doubled_rows(tree: Tree) -> list[str]:
    """(thing, action) pairs that stand twice in the table: Python would silently keep the last."""
    found = []
    for module in tree.modules:
        if module.path.as_posix() == "spor/access/policy.py":
            seen: set[str] = set()
            for node in ast.walk(module.tree):
                for key in node.keys if isinstance(node, ast.Dict) else []:
                    words = ast.unparse(key) if key else ""
                    if words in seen:
                        found.append(line(module, key or 1, f"{words} stands twice"))
                    seen.add(words)
    return found


def unknown_words(tree: Tree, rows: set[tuple[str, str]]) -> list[str]:
    """Guard calls with an action, or a thing, that no row of the table names."""
    actions, things = {action for _, action in rows}, {thing for thing, _ in rows}
    found = []
    for module in tree.modules:
        for name, call in called(module.tree):
            if name in ACTION and ast.unparse(call.func).startswith("guard."):
                action, thing = _said(call, *ACTION[name])
                if action is not None and action not in actions:
                    found.append(line(module, call, f"no row of the policy has the action {action}"))
                if thing and thing not in things:
                    found.append(line(module, call, f"no row of the policy has the thing {thing}"))
                if action and thing in things and (thing, action) not in rows:
                    found.append(line(module, call, f"no row of the policy for ({thing}, {action})"))
    return found


def _said(call: ast.Call, position: int, default: str | None) -> tuple[str | None, str | None]:
    """The action and the thing a guard call names literally; None where they are computed or left out."""
    words = {word.arg: word.value for word in call.keywords}
    action = call.args[position] if len(call.args) > position else words.get("action")
    thing = words.get("thing") or words.get("name")
    return (_literal(action) if action is not None else default), _literal(thing)


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def second_tables(tree: Tree) -> list[str]:
    """Rights written outside the table: Django's own permission machinery."""
    words = {"has_perm", "has_perms", "permission_required", "user_passes_test", "PermissionRequiredMixin"}
    return [
        line(
            module,
            node,
            f"{node.id if isinstance(node, ast.Name) else node.attr}: rights stand in spor/access/policy.py",
        )
        for module in tree.modules
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id in words) or (isinstance(node, ast.Attribute) and node.attr in words)
    ]


def test_no_row_stands_twice(house: Tree) -> None:
    holds(doubled_rows(house))


def test_the_guard_is_asked_in_the_tables_words(house: Tree) -> None:
    from spor.access.policy import POLICY

    holds(unknown_words(house, set(POLICY)))


def test_rights_stand_in_one_table(house: Tree) -> None:
    holds(second_tables(house))


def test_every_reach_has_a_row() -> None:
    from django.apps import apps

    from spor.access.policy import POLICY

    things = {thing for thing, _ in POLICY}
    reaches = {model: model.REACH.thing for model in apps.get_models() if hasattr(model, "REACH")}
    holds(
        [f"{model.__name__}: no row has the thing {thing}" for model, thing in reaches.items() if thing not in things]
    )


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/access/policy.py": 'POLICY = {("plan", "read"): own, ("plan", "write"): lead, ("plan", "read"): lead}',
            "spor/plans/queries.py": """
                guard.visible(actor, Plan)
                guard.can(actor, "admire", plan)
                guard.get_or_404(actor, Plan, code, "write", thing="plum")
                actor.has_perm("x")
            """,
        }
    )
    assert doubled_rows(tree) == ["spor/access/policy.py:1: ('plan', 'read') stands twice"]
    assert unknown_words(tree, {("plan", "read"), ("plan", "write")}) == [
        "spor/plans/queries.py:3: no row of the policy has the action admire",
        "spor/plans/queries.py:4: no row of the policy has the thing plum",
    ]
    assert second_tables(tree) == ["spor/plans/queries.py:5: has_perm: rights stand in spor/access/policy.py"]
