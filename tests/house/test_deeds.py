"""Rule 5: a deed is one verb function, keyword-only, one transaction, one event."""

import ast

from tests.house.tree import Module, Tree, called, decorators, holds, line

# Words a deed may not begin with: they name no deed. (House words such as `get` belong to queries.)
NO_VERBS = {"get", "do", "perform", "run", "on", "is", "has", "new", "the"}


def deeds(tree: Tree) -> list[tuple[Module, ast.FunctionDef]]:
    """The public functions of every actions layer."""
    return [(module, node) for module in tree.layer("actions") for node in module.public_functions()]


def positional_deeds(tree: Tree) -> list[str]:
    """Deeds that take anything by position, or no actor."""
    found = []
    for module, node in deeds(tree):
        given = node.args
        if given.posonlyargs or given.args or given.vararg:
            found.append(line(module, node, f"{node.name} takes arguments by position"))
        if "actor" not in {each.arg for each in given.kwonlyargs}:
            found.append(line(module, node, f"{node.name} has no actor"))
    return found


def deeds_outside_a_transaction(tree: Tree) -> list[str]:
    """Deeds without @transaction.atomic."""
    return [
        line(module, node, f"{node.name} is not atomic")
        for module, node in deeds(tree)
        if "atomic" not in decorators(node)
    ]


def deeds_without_their_event(tree: Tree) -> list[str]:
    """Deeds that write no event, or more than one in a row, counting the private functions of their module that they call."""
    found = []
    for module, node in deeds(tree):
        count = _events(node, {each.name: each for each in module.functions()}, set())
        if count != "one":
            found.append(line(module, node, f"{node.name} records {count} events"))
    return found


def _events(node: ast.FunctionDef, known: dict[str, ast.FunctionDef], seen: set[str]) -> str:
    """none, one or several. Another deed called does the recording; branches that exclude each other count once."""
    most = 0
    for name, _ in called(node):
        if name == "record":
            most = max(most, 1)
        elif name in known and name not in seen and known[name] is not node:
            inner = _events(known[name], known, seen | {node.name})
            most = max(most, 0 if inner == "none" else 1)
    in_a_row = _recorded_in_a_row(node.body)
    return "several" if in_a_row > 1 else "one" if most else "none"


def _recorded_in_a_row(body: list[ast.stmt]) -> int:
    """How many `record(…)` statements stand in one block after another, without a return between."""
    count = 0
    for statement in body:
        if isinstance(statement, ast.Return):
            break
        if isinstance(statement, ast.Expr | ast.Assign):
            count += sum(1 for name, _ in called(statement) if name == "record")
    return count


def nameless_deeds(tree: Tree) -> list[str]:
    """Deeds whose name begins with no verb of the glossary's kind."""
    return [
        line(module, node, f"{node.name}: name the deed with its verb")
        for module, node in deeds(tree)
        if node.name.split("_")[0] in NO_VERBS
    ]


def test_deeds_are_keyword_only_and_have_an_actor(house: Tree) -> None:
    holds(positional_deeds(house))


def test_a_deed_is_one_transaction(house: Tree) -> None:
    holds(deeds_outside_a_transaction(house))


def test_a_deed_records_one_event(house: Tree) -> None:
    holds(deeds_without_their_event(house))


def test_a_deed_is_named_by_its_verb(house: Tree) -> None:
    holds(nameless_deeds(house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/evidence/actions/hand_in.py": """
                @transaction.atomic
                def hand_in(*, actor, product, now):
                    guard.require(actor, "write", product)
                    _note(actor, product)

                def _note(actor, product):
                    events.record("hand_in", actor=actor, thing="product")

                def get_done(product, *, now):
                    product.save()

                @transaction.atomic
                def share(*, actor):
                    events.record("a", actor=actor)
                    events.record("b", actor=actor)
            """,
        }
    )
    where = "spor/evidence/actions/hand_in.py"
    assert positional_deeds(tree) == [
        f"{where}:10: get_done takes arguments by position",
        f"{where}:10: get_done has no actor",
    ]
    assert deeds_outside_a_transaction(tree) == [f"{where}:10: get_done is not atomic"]
    assert deeds_without_their_event(tree) == [
        f"{where}:10: get_done records none events",
        f"{where}:14: share records several events",
    ]
    assert nameless_deeds(tree) == [f"{where}:10: get_done: name the deed with its verb"]
