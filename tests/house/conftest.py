"""The checkout, read once a worker, and planted trees for proving that a rule can fail."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house.tree import ROOT, Tree

CHECKOUT = Tree(ROOT)


@pytest.fixture(scope="session")
def house() -> Tree:
    """This checkout."""
    return CHECKOUT


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[dict[str, str]], Tree]:
    """`plant({"spor/plans/views.py": "…"})` → a tree of those files and no others."""

    def make(files: dict[str, str]) -> Tree:
        for name, text in files.items():
            path = tmp_path / "planted" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return Tree(tmp_path / "planted")

    return make
