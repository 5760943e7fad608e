"""Rule 10: glossary names, types on every signature, docstrings on what is public."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Module, Tree, holds, line

FORBIDDEN = {
    "manager", "managers", "helper", "helpers", "util", "utils", "common", "misc", "data", "info", "process", "handle",
    "handler", "service", "services", "user", "users",
}  # fmt: skip
# Names that others chose, and ours that are whole words of the trade. Each with its reason.
ALLOWED = {
    "handle": "BaseCommand's method",
    "get_user": "an authentication backend's method",
    "user_id": "its argument",
    "user": "the request's attribute, annotated in access.request",
    "DATA": "the data folder, SPOR_DATA",
    "DATA_UPLOAD_MAX_MEMORY_SIZE": "Django's setting",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": "Django's setting",
    "AUTH_USER_MODEL": "Django's setting",
    "process_view": "a middleware's method",
    "process_exception": "a middleware's method",
    "receive_data_chunk": "an upload handler's method",
    "raw_data": "its argument",
    "data": "what Django calls the argument of a field's clean",
    "_common_section": "the plan's section that the whole team writes, as the policy table names it",
}
ALLOWED_IN = {
    "handle": re.compile(r"management/commands/"),
    "get_user": re.compile(r"access/sign_in"),
    "user_id": re.compile(r"access/sign_in"),
    "user": re.compile(r"access/request"),
    "DATA": re.compile(r"config/settings"),
    "process_view": re.compile(r"middleware"),
    "process_exception": re.compile(r"middleware|full_disk"),
    "receive_data_chunk": re.compile(r"base/"),
    "raw_data": re.compile(r"base/"),
    "data": re.compile(r"/forms(/|\.py)"),
}


def _words(name: str) -> list[str]:
    """GoalState → goal, state; hand_in → hand, in."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")


def _defined(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Every name the file makes: functions, classes, arguments, variables."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.arg):
            yield node.arg, node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node


def empty_names(tree: Tree) -> list[str]:
    """Names that say nothing of the thing, in definitions and file names."""
    found = []
    for module in tree.modules:
        if set(_words(module.path.stem)) & FORBIDDEN:
            found.append(line(module, 1, f"the file's name says nothing: {module.path.stem}"))
        for name, node in _defined(module):
            if set(_words(name)) & FORBIDDEN and not _allowed(name, module):
                found.append(line(module, node, f"the name says nothing, or is not of this house: {name}"))
    return found


def _allowed(name: str, module: Module) -> bool:
    return name in ALLOWED and (name not in ALLOWED_IN or bool(ALLOWED_IN[name].search(module.path.as_posix())))


def danish_names(tree: Tree) -> list[str]:
    """Danish letters in code names; the one Danish noun is forloeb."""
    return [
        line(module, node, f"code is English: {name}")
        for module in tree.modules
        for name, node in _defined(module)
        if re.search("[æøåÆØÅ]", name)
    ]


def wrong_moments(tree: Tree) -> list[str]:
    """`_at` is a datetime, `_on` a date."""
    found = []
    for module in tree.layer("models"):
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and isinstance(node.targets[0], ast.Name)
            ):
                name, kind = node.targets[0].id, getattr(node.value.func, "attr", "")
                if kind == "DateTimeField" and not (name in ("at", "until") or name.endswith("_at")):
                    found.append(line(module, node, f"{name} is a moment: call it {name}_at"))
                if kind == "DateField" and not (name in ("on", "day") or name.endswith("_on")):
                    found.append(line(module, node, f"{name} is a date: call it {name}_on"))
    return found


def untyped(tree: Tree) -> list[str]:
    """Functions with an argument or a result that has no type."""
    found = []
    for module in tree.modules:
        for node in module.functions():
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [each.arg for each in given if each.annotation is None and each.arg not in ("self", "cls")]
            if bare or node.returns is None:
                found.append(line(module, node, f"{node.name}: no type on {', '.join(bare) or 'the result'}"))
    return found


# Layers whose names already say all: a URL list, a page, a form.
SPEAKING = {"urls", "views", "forms"}


def undocumented(tree: Tree) -> list[str]:
    """Public functions of rooms, and their models, without a docstring. Pages and forms speak by name and template."""
    found = []
    for module in tree.modules:
        if not module.room or module.layer in SPEAKING or module.path.name == "apps.py":
            continue
        for node in module.public_functions():
            if not ast.get_docstring(node) and not _is_plain(node):
                found.append(line(module, node, f"{node.name} has no docstring"))
        layered = module.layer in ("models", "queries", "actions", "figures") and module.text.strip()
        if layered and not ast.get_docstring(module.tree):
            found.append(line(module, 1, "the file does not say what it holds"))
    return found


def _is_plain(node: ast.FunctionDef) -> bool:
    """One line whose name and types say it all."""
    return len(node.body) == 1 and isinstance(node.body[0], ast.Return) and node.returns is not None


def test_names_say_what_a_thing_is(house: Tree) -> None:
    holds(empty_names(house))


def test_code_is_english(house: Tree) -> None:
    holds(danish_names(house))


def test_moments_and_dates_are_told_apart(house: Tree) -> None:
    holds(wrong_moments(house))


def test_every_signature_has_types(house: Tree) -> None:
    holds(untyped(house))


def test_what_is_public_says_what_goes_in_and_out(house: Tree) -> None:
    holds(undocumented(house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/plans/queries.py": """
                def plan_data(user, *, now: int) -> int:
                    elevplæn = 1
                    return elevplæn + now
            """,
            "spor/plans/models.py": '''
                """Plans."""
                class PlanManager(models.Manager):
                    given = models.DateTimeField()
                    due = models.DateField()
            ''',
            "spor/base/utils.py": "",
        }
    )
    assert empty_names(tree) == [
        "spor/base/utils.py:1: the file's name says nothing: utils",
        "spor/plans/models.py:3: the name says nothing, or is not of this house: PlanManager",
        "spor/plans/queries.py:2: the name says nothing, or is not of this house: plan_data",
        "spor/plans/queries.py:2: the name says nothing, or is not of this house: user",
    ]
    assert danish_names(tree) == ["spor/plans/queries.py:3: code is English: elevplæn"]
    assert wrong_moments(tree) == [
        "spor/plans/models.py:4: given is a moment: call it given_at",
        "spor/plans/models.py:5: due is a date: call it due_on",
    ]
    assert untyped(tree) == ["spor/plans/queries.py:2: plan_data: no type on user"]
    assert undocumented(tree) == [
        "spor/plans/queries.py:2: plan_data has no docstring",
        "spor/plans/queries.py:1: the file does not say what it holds",
    ]
