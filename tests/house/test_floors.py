"""Rule 1: a room, and a foreign key, knows only what is beneath it. import-linter says it of imports; these say the rest."""

from django.apps import apps

from tests.house.tree import LAYERS, Tree, holds, line

ORDER = [
    {"config"},
    {"home"},
    {"integrations", "privacy"},
    {"plans", "portfolio", "insight"},
    {"evidence", "wellbeing"},
    {"teaching"},
    {"forloeb"},
    {"access"},
    {"people", "curriculum"},
    {"ui"},
    {"base"},
]
PRIVATE_LAYERS = ("views", "forms")


def upward_imports(tree: Tree) -> list[str]:
    """Imports of a room that does not stand beneath."""
    found = []
    for module in tree.modules:
        for name, number in module.imports():
            parts = name.split(".")
            known = module.room and parts[0] == "spor" and len(parts) > 1 and parts[1] in tree.rooms
            if known and not tree.beneath(parts[1], module.room):
                found.append(line(module, number, f"{module.room} may not know {name}"))
    return found


def layers_upside_down(tree: Tree) -> list[str]:
    """Inside a room urls > views > forms > actions > figures > queries > models: imports of a higher layer."""
    found = []
    for module in tree.modules:
        here = _place(module.dotted)
        for name, number in module.imports():
            there = _place(name)
            if here and there and here[0] == there[0] and there[1] < here[1]:
                found.append(line(module, number, f"{LAYERS[here[1]]} may not know {LAYERS[there[1]]} ({name})"))
    return found


def _place(dotted: str) -> tuple[str, int] | None:
    """("spor.evidence", 1) for spor.evidence.views.queue; a partner's folder is a small room of its own."""
    parts = dotted.split(".")
    for number, part in enumerate(parts):
        if parts[0] == "spor" and number > 1 and part in LAYERS:
            return ".".join(parts[:number]), LAYERS.index(part)
    return None


def strangers_pages(tree: Tree) -> list[str]:
    """Imports of another room's views or forms. config's urls only include urls."""
    found = []
    for module in tree.modules:
        for name, number in module.imports():
            parts = name.split(".")
            elsewhere = len(parts) > 2 and parts[0] == "spor" and parts[1] != module.room
            if elsewhere and set(parts[2:]) & set(PRIVATE_LAYERS):
                found.append(line(module, number, f"{name} is another room's"))
    return found


def upward_keys(relations: list[tuple[str, str, str]], tree: Tree) -> list[str]:
    """Relations (room, field, room it points at) that point upwards or sideways."""
    return [f"{here}.{field} points up at {there}" for here, field, there in relations if not tree.beneath(there, here)]


def own_relations() -> list[tuple[str, str, str]]:
    """Every foreign key, one-to-one and many-to-many of our models."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if model.__module__.startswith("spor.") and field.is_relation and not field.auto_created:
                related = field.related_model
                if related is not None and related.__module__.startswith("spor."):
                    room = model.__module__.split(".")[1]
                    found.append((room, f"{model.__name__}.{field.name}", related.__module__.split(".")[1]))
    return found


def test_the_contract_is_the_architecture(house: Tree) -> None:
    known = [rooms & set(house.rooms) for rooms in ORDER]
    assert house.floors == [rooms for rooms in known if rooms], "pyproject.toml's layers are not docs/architecture.md's"


def test_no_room_knows_what_is_above_it(house: Tree) -> None:
    holds(upward_imports(house))


def test_layers_inside_a_room_stand_in_order(house: Tree) -> None:
    holds(layers_upside_down(house))


def test_nobody_imports_another_rooms_views_or_forms(house: Tree) -> None:
    holds(strangers_pages(house))


def test_foreign_keys_obey_the_floors(house: Tree) -> None:
    relations = own_relations()
    assert relations
    holds(upward_keys(relations, house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/base/clock.py": "from spor.plans import queries",
            "spor/people/models.py": "def f():\n    from spor.curriculum.models import Goal",
            "spor/curriculum/models.py": "",
            "spor/plans/queries.py": "from .views import page",
            "spor/plans/views.py": "from spor.evidence.forms import HandIn",
            "spor/evidence/forms.py": "",
        }
    )
    assert upward_imports(tree) == [
        "spor/base/clock.py:1: base may not know spor.plans.queries",
        "spor/people/models.py:2: people may not know spor.curriculum.models.Goal",
    ]
    assert layers_upside_down(tree) == ["spor/plans/queries.py:1: queries may not know views (spor.plans.views.page)"]
    assert strangers_pages(tree) == ["spor/plans/views.py:1: spor.evidence.forms.HandIn is another room's"]
    keys = [("base", "File.person", "people"), ("plans", "Plan.trace", "evidence")]
    assert upward_keys(keys, tree) == ["base.File.person points up at people"]
