"""Rules 6, 7 and 11: a fact is stored once; state with a who or when is a row; models say nothing behind one's back."""

import ast

from tests.house.tree import Module, Tree, called, holds, line

# A yes/no that somebody decided at some moment is a row of its own: HandIn, Publication, Acknowledgement.
STATES = {
    "acknowledged", "approved", "archived", "assessed", "closed", "confirmed", "deleted", "done", "finished", "frozen",
    "given", "handed", "hidden", "opened", "published", "read", "released", "returned", "seen", "selected", "sent",
    "shared", "started", "submitted", "withdrawn",
}  # fmt: skip
GROUND_WRITERS = {
    "spor.people.register": ("people", "integrations", "access"),
    "spor.curriculum.frameworks": ("curriculum", "integrations", "access"),
}


def signals(tree: Tree) -> list[str]:
    """Signals sent or received: nothing may happen that no line of the deed says."""
    found = []
    for module in tree.modules:
        for name, number in module.imports():
            if "signals" in name.split(".") or name.startswith("django.dispatch"):
                found.append(line(module, number, f"signal: {name}"))
    return found


def hidden_behaviour(tree: Tree) -> list[str]:
    """Meta.ordering, overridden save and delete, queries in a property."""
    found = []
    for module in tree.layer("models"):
        for node in module.classes():
            for item in node.body:
                if isinstance(item, ast.FunctionDef):
                    if item.name in {"save", "delete", "clean", "full_clean"}:
                        found.append(line(module, item, f"{node.name} overrides {item.name}"))
                    if any(name in {"filter", "exists", "count", "aggregate"} for name, _ in called(item)):
                        found.append(line(module, item, f"{node.name}.{item.name} runs a query"))
                if node.name == "Meta" and "ordering" in _targets(item):
                    found.append(line(module, item, "Meta.ordering"))
    return found


def _targets(item: ast.stmt) -> set[str]:
    return {target.id for target in getattr(item, "targets", []) if isinstance(target, ast.Name)}


def state_flags(tree: Tree) -> list[str]:
    """Fields that say that something was done, on the thing it was done to: a BooleanField, or a pair x_at / x_by that may be empty."""
    found = []
    for module in tree.layer("models"):
        for node in module.classes():
            fields = dict(_fields(node))
            for name, call in fields.items():
                if _kind(call) == "BooleanField" and set(name.split("_")) & STATES:
                    found.append(line(module, call, f"{node.name}.{name} is a state: give it a row"))
                verb = name.removesuffix("_at")
                if verb != name and _may_be_null(call) and _may_be_null(fields.get(f"{verb}_by")):
                    found.append(line(module, call, f"{node.name}.{verb}_at and _by are a state: give it a row"))
    return found


def _fields(node: ast.ClassDef) -> list[tuple[str, ast.Call]]:
    return [
        (name, item.value)
        for item in node.body
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Call)
        for name in _targets(item)
    ]


def _kind(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _may_be_null(call: ast.Call | None) -> bool:
    return call is not None and any(
        word.arg == "null" and isinstance(word.value, ast.Constant) and word.value.value for word in call.keywords
    )


def json_fields(tree: Tree) -> list[str]:
    """Core content in JSON blobs (decision 0012)."""
    return [
        line(module, node, "JSONField: use columns and rows")
        for module in tree.layer("models")
        for name, node in called(module.tree)
        if name == "JSONField"
    ]


def foreign_ground_writers(tree: Tree) -> list[str]:
    """Callers of the ground rooms' unguarded writes other than integrations and access (decision 0001)."""
    found = []
    for module in tree.modules:
        for name, number in module.imports():
            for writer, callers in GROUND_WRITERS.items():
                if (name == writer or name.startswith(f"{writer}.")) and module.room not in callers:
                    found.append(line(module, number, f"only {' and '.join(callers[1:])} may call {writer}"))
    return found


def state_writers(tree: Tree) -> list[str]:
    """Who names GoalState's writing besides evidence: the only stored copy has one writer (decision 0009).

    The measured school of bench/ is made of rows at once, by nobody's deeds.
    """
    return [
        line(module, node, "only evidence writes GoalState")
        for module in tree.modules
        if module.room != "evidence" and module.path.parts[0] != "bench"
        for node in _writes_of(module, "GoalState")
    ]


def _writes_of(module: Module, model: str) -> list[ast.Call]:
    writing = {"create", "bulk_create", "update", "update_or_create", "get_or_create", "bulk_update", "delete"}
    return [call for name, call in called(module.tree) if name in writing and model in ast.unparse(call.func)]


def test_nothing_happens_by_signal(house: Tree) -> None:
    holds(signals(house))


def test_models_hide_no_behaviour(house: Tree) -> None:
    holds(hidden_behaviour(house))


def test_state_with_a_who_or_when_is_a_row(house: Tree) -> None:
    holds(state_flags(house))


def test_no_content_in_json(house: Tree) -> None:
    holds(json_fields(house))


def test_ground_rooms_are_written_only_by_integrations_and_access(house: Tree) -> None:
    holds(foreign_ground_writers(house))


def test_the_current_state_has_one_writer(house: Tree) -> None:
    holds(state_writers(house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/evidence/models.py": """
                from django.db.models.signals import post_save
                class Product(models.Model):
                    is_handed_in = models.BooleanField(default=False)
                    shared_at = models.DateTimeField(null=True)
                    shared_by = models.ForeignKey(Person, null=True)
                    blob = models.JSONField()
                    class Meta:
                        ordering = ["id"]
                    def save(self):
                        pass
                    @property
                    def last(self):
                        return self.versions.filter(n=1)
            """,
            "spor/people/register.py": "",
            "spor/plans/actions.py": "from spor.people import register\nGoalState.objects.filter(pupil=1).update(level=2)",
        }
    )
    where = "spor/evidence/models.py"
    assert signals(tree) == [f"{where}:2: signal: django.db.models.signals.post_save"]
    assert sorted(hidden_behaviour(tree)) == [
        f"{where}:10: Product overrides save",
        f"{where}:13: Product.last runs a query",
        f"{where}:9: Meta.ordering",
    ]
    assert state_flags(tree) == [
        f"{where}:4: Product.is_handed_in is a state: give it a row",
        f"{where}:5: Product.shared_at and _by are a state: give it a row",
    ]
    assert json_fields(tree) == [f"{where}:7: JSONField: use columns and rows"]
    assert foreign_ground_writers(tree) == [
        "spor/plans/actions.py:1: only integrations and access may call spor.people.register"
    ]
    assert state_writers(tree) == ["spor/plans/actions.py:2: only evidence writes GoalState"]
