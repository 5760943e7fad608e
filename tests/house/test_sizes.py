"""Rule 9: small. A file median ≤ 80 lines, 95th percentile ≤ 250, at most 400; function ≤ 40; template ≤ 150; element ≤ 120; CSS ≤ 250."""

import statistics
from pathlib import Path

from tests.house.tree import Tree, holds, line

MEDIAN, P95, MOST = 80, 250, 400
FUNCTION, TEMPLATE, ELEMENT, SHEET = 40, 150, 120, 250
TREES = ("spor", "demo", "bench")


def _lines(tree: Tree, path: Path) -> int:
    return tree.text(path).count("\n")


def _longer(tree: Tree, suffix: str, limit: int, *tops: str) -> list[str]:
    return [
        f"{path}: {_lines(tree, path)} lines (at most {limit})"
        for path in tree.own(suffix, *tops)
        if _lines(tree, path) > limit
    ]


def long_files(tree: Tree) -> list[str]:
    """Python over 400 lines (tests too), templates over 150, scripts over 120, style sheets over 250."""
    return (
        _longer(tree, ".py", MOST, *TREES, "tests")
        + _longer(tree, ".html", TEMPLATE)
        + _longer(tree, ".js", ELEMENT)
        + _longer(tree, ".css", SHEET)
    )


def long_functions(tree: Tree) -> list[str]:
    """Functions over 40 lines, the signature included, decorators not."""
    found = []
    for module in tree.modules:
        for node in module.functions():
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                found.append(line(module, node, f"{node.name} has {length} lines (at most {FUNCTION})"))
    return found


def spread(tree: Tree) -> list[str]:
    """The median and the 95th percentile of Python files that are not empty."""
    lengths = sorted(filter(None, (_lines(tree, path) for path in tree.own(".py", *TREES))))
    median, p95 = statistics.median(lengths), lengths[int(0.95 * (len(lengths) - 1))]
    return [
        words
        for too_much, words in [
            (median > MEDIAN, f"median file: {median} lines (at most {MEDIAN})"),
            (p95 > P95, f"95th percentile of files: {p95} lines (at most {P95})"),
        ]
        if too_much
    ]


def test_files_are_short(house: Tree) -> None:
    holds(long_files(house))


def test_functions_are_short(house: Tree) -> None:
    holds(long_functions(house))


def test_most_files_are_shorter_still(house: Tree) -> None:
    holds(spread(house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/plans/queries.py": "def f():\n" + "    x = 1\n" * 401,
            "spor/plans/templates/plans/plan.html": "<p>\n" * 151,
            "spor/ui/static/ui/js/queue.js": "x;\n" * 121,
            "spor/ui/static/ui/css/card.css": "a{}\n" * 251,
            "spor/ui/static/ui/vendor/htmx.js": "x;\n" * 999,
            "spor/plans/migrations/0001_initial.py": "x = 1\n" * 999,
        }
    )
    assert long_files(tree) == [
        "spor/plans/queries.py: 402 lines (at most 400)",
        "spor/plans/templates/plans/plan.html: 151 lines (at most 150)",
        "spor/ui/static/ui/js/queue.js: 121 lines (at most 120)",
        "spor/ui/static/ui/css/card.css: 251 lines (at most 250)",
    ]
    assert long_functions(tree) == ["spor/plans/queries.py:1: f has 402 lines (at most 40)"]
    assert spread(tree) == [
        "median file: 402 lines (at most 80)",
        "95th percentile of files: 402 lines (at most 250)",
    ]
