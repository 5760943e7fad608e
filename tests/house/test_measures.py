"""Every measure of the impact assessment names a test that is there; every declaration is in the record of processing."""

import re
from pathlib import Path

from spor.privacy import declared, record
from spor.privacy.risks import RISKS, Measure, Risk
from tests.house.tree import ROOT, holds


def unproved(risks: tuple[Risk, ...], root: Path = ROOT) -> list[str]:
    """Measures that name no test, or one that is not there."""
    found = []
    for measure in (measure for risk in risks for measure in risk.measures):
        if not measure.tests:
            found.append(f"«{measure.words}» names no test")
        for test in measure.tests:
            path, _, name = test.partition("::")
            place = root / "tests" / path
            if not place.is_file() or not re.search(rf"^def {re.escape(name)}\(", place.read_text(), re.MULTILINE):
                found.append(f"«{measure.words}»: tests/{test} is not there (spor/privacy/risks.py)")
    return found


def test_each_measure_names_the_test_that_proves_it() -> None:
    holds(unproved(RISKS))
    assert all(risk.measures for risk in RISKS)


def test_a_measure_without_its_test_is_found() -> None:
    real = "house/test_measures.py::test_a_measure_without_its_test_is_found"
    made = [Measure("a", ()), Measure("b", ("house/test_measures.py::test_nothing",)), Measure("c", (real,))]
    assert [each[:3] for each in unproved((Risk("x", "y", "z", tuple(made)),))] == ["«a»", "«b»"]


def test_the_record_has_a_row_for_each_declaration_and_says_how_each_is_proved() -> None:
    table = record.as_csv().splitlines()
    assert len(table) == len(declared.declarations()) + 1
    words = record.as_markdown()
    for each in declared.declarations():
        assert each.purpose in words and each.keep in words, each.model
    assert all(test in record.assessment() for risk in RISKS for measure in risk.measures for test in measure.tests)
