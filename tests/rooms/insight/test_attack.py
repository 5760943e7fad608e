"""Nothing below the limit can be worked out from all that is told; and the attack is a real one: it breaks every house built less well."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from spor.insight import limits
from spor.insight.figures.told import SchoolTold, Told
from spor.insight.limits import EVERYBODY, Behind, Block, may_be_told, place, places
from tests.rooms.insight.attack import BEGINS, WEEK, WEEKS, School, Sum, blocks_of, derivable, published

KINDS = {"feedback": {}, "forloeb": {"has_rest": False}, "shared": {"so_far": True}}
SEEDS = range(40)


@pytest.mark.parametrize("kind", KINDS)
@examples(max_examples=40, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_nothing_below_the_limit_can_be_worked_out(kind: str, seed: int) -> None:
    school = School(seed, **KINDS[kind])
    blocks = blocks_of(school)
    assert not derivable(published(blocks, school.pupils()), school.secrets())


def test_the_schools_of_the_attack_have_secrets_and_are_told_much() -> None:
    schools = [School(seed) for seed in SEEDS]
    assert sum(bool(school.secrets()) for school in schools) > len(SEEDS) // 2
    assert sum(bool(blocks_of(school)) for school in schools) > len(SEEDS) // 2


@examples(max_examples=40, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_what_is_left_of_all_pupils_is_never_few(seed: int) -> None:
    school = School(seed, so_far=True)
    blocks = blocks_of(school)
    told = [Told(1, "shared", block.grades, block.to_on, block.count, block.rest) for block, _ in blocks]
    cells = {row.label: row.cells["shared"] for row in SchoolTold(told, school.pupils()).rows()}
    shown = [cell for cell in cells.values() if cell.count is not None and cell.of is not None]
    for cell in shown:
        assert cell.of - cell.count >= 5


# -- the same attack on houses built less well


def _broken_anywhere(known_of) -> bool:
    return any(derivable(known_of(school), school.secrets()) for school in map(School, SEEDS))


def test_without_a_limit_it_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(school: School) -> set[Sum]:
        with monkeypatch.context() as patch:
            patch.setattr(limits, "may_be_told", lambda behind: True)
            blocks = blocks_of(school)
        return published(blocks, school.pupils())

    assert _broken_anywhere(known)


def test_where_only_the_staff_are_forgotten_it_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    def many(behind: Behind) -> bool:
        return behind.pupils >= 5 and (behind.rest_pupils or 0) >= 5

    def known(school: School) -> set[Sum]:
        with monkeypatch.context() as patch:
            patch.setattr(limits, "may_be_told", many)
            blocks = blocks_of(school)
        return published(blocks, school.pupils())

    assert _broken_anywhere(known)


def test_where_small_cells_are_hidden_beside_their_total_it_succeeds() -> None:
    """The usual way: hide what is small, and show the sum of all. One taken from the other."""

    def known(school: School) -> set[Sum]:
        grades = {place(group.grade) for group in school.classes}
        year = [frozenset((one, week) for week in range(WEEKS)) for one in grades]
        everything = frozenset((one, week) for one in grades for week in range(WEEKS))
        return {sum_ for sum_ in [*year, everything] if may_be_told(school.behind(sum_))}

    def exact(school: School) -> list[Sum]:
        return [
            frozenset((one, week) for week in range(WEEKS)) for one in {place(group.grade) for group in school.classes}
        ]

    broken = [
        school
        for school in map(School, SEEDS)
        if derivable(known(school), [each for each in exact(school) if not may_be_told(school.behind(each))])
    ]
    assert broken


def test_where_weeks_are_told_as_they_stand_it_succeeds() -> None:
    """Each week's total is big enough by itself; the one taken from the other is not."""

    def known(school: School) -> set[Sum]:
        totals = [
            frozenset((one, week) for one in places(EVERYBODY) for week in range(until))
            for until in range(1, WEEKS + 1)
        ]
        return {sum_ for sum_ in totals if may_be_told(school.behind(sum_))}

    assert _broken_anywhere(known)


# -- the rule itself


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (Behind(5, 3), True),
        (Behind(4, 3), False),
        (Behind(5, 2), False),
        (Behind(5, 3, 5, 3), True),
        (Behind(5, 3, 4, 3), False),
        (Behind(5, 3, 5, 2), False),
        (Behind(5, 3, 0, 0), False),
    ],
)
def test_the_limit_is_five_pupils_and_three_staff_on_both_sides(behind: Behind, *, told: bool) -> None:
    assert may_be_told(behind) is told


def test_a_block_waits_for_its_neighbours_and_for_the_next_week() -> None:
    school = School(3)
    ledger = school.ledger()
    for week in range(1, WEEKS + 1):
        for block in school.close(ledger, BEGINS + week * WEEK):
            assert isinstance(block, Block) and may_be_told(block.behind)
    told_twice = [(one, block.to_on) for block in ledger.told for one in places(block.grades)]
    assert len(told_twice) == len(set(told_twice))
