"""The source as the house rules read it: files, rooms and syntax trees. Each rule is a function from a Tree to the list of its violations.

A rule is tested twice: on this checkout it finds nothing, and on a few planted files it finds what was planted.
"""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The layers inside a room, highest first.
LAYERS = ("urls", "views", "forms", "actions", "figures", "queries", "models")
SKIPPED = {"migrations", "vendor", "__pycache__", "node_modules"}


@dataclass(frozen=True)
class Module:
    """A Python file: `path` relative to the tree, `room` and `layer` when it lies in spor/<room>/."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def room(self) -> str:
        return self.path.parts[1] if self.path.parts[0] == "spor" and len(self.path.parts) > 2 else ""

    @property
    def layer(self) -> str:
        """The room's layer this file belongs to ("views" for views.py, views/feedback.py and stil/views.py), or ""."""
        names = [part.removesuffix(".py") for part in self.path.parts[2:]]
        return next((name for name in names if name in LAYERS), "")

    @property
    def dotted(self) -> str:
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function in the file, nested ones and methods included."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def public_functions(self) -> Iterator[ast.FunctionDef]:
        """The functions of the file's top level that other files may call."""
        return (node for node in self.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def imports(self) -> Iterator[tuple[str, int]]:
        """(dotted name, line) of everything imported, also inside functions and under TYPE_CHECKING."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    base = ".".join([*self.dotted.split(".")[: -node.level], *filter(None, [node.module])])
                yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


@dataclass(frozen=True)
class Tree:
    """A checkout, or a folder of planted files."""

    root: Path

    @cached_property
    def files(self) -> list[Path]:
        """Tracked files and those about to be, relative to the root; every file where there is no repository."""
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        if (self.root / ".git").exists():
            names = subprocess.run(command, cwd=self.root, capture_output=True, check=True, text=True).stdout.split(
                "\0"
            )
            found = [Path(name) for name in names if name and (self.root / name).is_file()]
        else:
            found = [path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file()]
        return sorted(path for path in found if not SKIPPED.intersection(path.parts) - {"migrations", "vendor"})

    def own(self, suffix: str, *tops: str) -> Iterator[Path]:
        """Files of ours with that suffix beneath `tops` (default spor): no migrations, nothing vendored."""
        for path in self.files:
            if path.suffix == suffix and path.parts[0] in (tops or ("spor",)) and not SKIPPED.intersection(path.parts):
                yield path

    def text(self, path: Path) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    @cached_property
    def modules(self) -> list[Module]:
        """Our Python: spor, demo and bench."""
        return [Module(path, self.text(path)) for path in self.own(".py", "spor", "demo", "bench")]

    @cached_property
    def tests(self) -> list[Module]:
        return [Module(path, self.text(path)) for path in self.own(".py", "tests")]

    @cached_property
    def rooms(self) -> list[str]:
        return sorted({module.room for module in self.modules if module.room})

    def layer(self, *names: str) -> Iterator[Module]:
        return (module for module in self.modules if module.layer in names)

    @cached_property
    def floors(self) -> list[set[str]]:
        """The floors, highest first, each the set of rooms that stand side by side: read from import-linter's own contract."""
        contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
        return [set(floor.split(" | ")) for floor in contracts[0]["layers"]]

    def floor(self, room: str) -> int:
        """How far from the top a room stands; rooms of one floor have the same number."""
        return next((number for number, rooms in enumerate(self.floors) if room in rooms), -1)

    def beneath(self, low: str, high: str) -> bool:
        """May `high` know `low`?"""
        return low == high or self.floor(low) > self.floor(high)


def line(module: Module, node: ast.AST | int, words: str) -> str:
    """One violation, as an editor can jump to it."""
    number = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{module.path}:{number}: {words}"


def called(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """(last name, call) of every call inside `node`: `guard.page(...)` is "page"."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            name = each.func.attr if isinstance(each.func, ast.Attribute) else getattr(each.func, "id", "")
            yield name, each


def decorators(node: ast.FunctionDef | ast.ClassDef) -> set[str]:
    """The last names of the decorators: {"atomic", "require_POST"}."""
    names = set()
    for each in node.decorator_list:
        target = each.func if isinstance(each, ast.Call) else each
        names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


def holds(violations: list[str]) -> None:
    """Assert that there are none, and list them where there are."""
    assert not violations, "\n" + "\n".join(violations)
