"""Rules 2 and 4: load through the guard; a page is load, one call, show."""

import ast

from tests.house.tree import Module, Tree, holds, line

LIMIT = 25
ROLES = {"role", "roles", "is_staff", "is_superuser", "is_teacher", "is_pupil", "is_guardian", "is_leader"}
LOADERS = {"objects", "_default_manager", "filter", "exclude", "get_object_or_404", "get_list_or_404", "raw"}


def unguarded_loads(tree: Tree) -> list[str]:
    """Views that reach for rows themselves."""
    found = []
    for module in tree.layer("views"):
        for node in ast.walk(module.tree):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in LOADERS:
                found.append(line(module, node, f"a view loads with {name}; ask a query or the guard"))
    return found


def role_questions(tree: Tree) -> list[str]:
    """`if role` in views and templates' Python: a page asks what may be done, never who somebody is."""
    found = []
    for module in tree.layer("views"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.If | ast.IfExp | ast.While | ast.comprehension):
                tests = node.ifs if isinstance(node, ast.comprehension) else [node.test]
                for name in sorted({name for test in tests for name in _names(test)} & ROLES):
                    found.append(line(module, tests[0], f"a view asks for the role ({name})"))
    return found


def _names(node: ast.AST) -> set[str]:
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in ast.walk(node)}


def long_views(tree: Tree) -> list[str]:
    """Functions of a views layer longer than 25 lines, decorators not counted."""
    return [
        line(module, node, f"{node.name} has {_length(node)} lines (at most {LIMIT})")
        for module in tree.layer("views")
        for node in module.functions()
        if _length(node) > LIMIT
    ]


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def headless_views(tree: Tree) -> list[str]:
    """Pages that answer GET and refuse HEAD, which is the same without the body: link checkers, proxies and monitors ask so."""
    found = []
    for module in tree.layer("views"):
        for node in module.functions():
            for said in map(ast.unparse, node.decorator_list):
                if said == "require_GET" or ("'GET'" in said and "'HEAD'" not in said):
                    found.append(line(module, node, f"{node.name} answers GET but not HEAD (require_safe)"))
    return found


def unscoped_queries(tree: Tree) -> list[str]:
    """Query modules that name a `Model.objects` (or several) without ever starting from the guard: rows of people must be scoped.

    A module with no person in it (ground rooms, figures) is exempt; `access` is the guard itself.
    """
    found = []
    for module in tree.layer("queries"):
        if module.room in {"base", "people", "curriculum", "access"}:
            continue
        if _reads_rows(module) and not _asks_guard(module):
            found.append(line(module, 1, "reads rows and never asks the guard"))
    return found


def _reads_rows(module: Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(module.tree))


def _asks_guard(module: Module) -> bool:
    return any(name.startswith("spor.access") for name, _ in module.imports())


def test_views_load_through_the_guard(house: Tree) -> None:
    holds(unguarded_loads(house))


def test_views_never_ask_for_a_role(house: Tree) -> None:
    holds(role_questions(house))


def test_whatever_answers_get_answers_head(house: Tree) -> None:
    holds(headless_views(house))


def test_views_are_short(house: Tree) -> None:
    holds(long_views(house))


def test_queries_of_rows_about_people_start_from_the_guard(house: Tree) -> None:
    holds(unscoped_queries(house))


def test_planted_faults_are_found(plant) -> None:
    body = "\n".join(f"    x{number} = 1" for number in range(25))
    tree = plant(
        {
            "spor/plans/views.py": "def page(request):\n    return Plan.objects.all()\n\ndef long(request):\n" + body,
            "spor/plans/queries.py": "def plans():\n    return Plan.objects.all()",
            "spor/plans/views/page.py": "@require_http_methods(['GET', 'POST'])\ndef plan(request):\n    pass",
            "spor/home/views/front.py": "def home(request):\n    if request.actor.role == 1:\n        pass",
        }
    )
    assert unguarded_loads(tree) == ["spor/plans/views.py:2: a view loads with objects; ask a query or the guard"]
    assert role_questions(tree) == ["spor/home/views/front.py:2: a view asks for the role (role)"]
    assert headless_views(tree) == ["spor/plans/views/page.py:2: plan answers GET but not HEAD (require_safe)"]
    assert long_views(tree) == ["spor/plans/views.py:4: long has 26 lines (at most 25)"]
    assert unscoped_queries(tree) == ["spor/plans/queries.py:1: reads rows and never asks the guard"]
