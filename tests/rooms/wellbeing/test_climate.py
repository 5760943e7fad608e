"""The class's climate: closed weeks, once, one scale an age; and an attacker who finds nobody in it."""

import datetime as dt
import itertools
import random
from collections import Counter

import pytest

from spor.people.models import Group, Person
from spor.wellbeing.closing import close
from spor.wellbeing.figures import TOLD, distribution
from spor.wellbeing.models import CheckIn, ClimateCell, ClimateWeek, Scale
from spor.wellbeing.queries.climate import climate_page
from tests.cast import NOW, TODAY, Cast

LIMIT = 5
MONDAY = TODAY - dt.timedelta(days=TODAY.weekday())
LAST_WEEK = MONDAY - dt.timedelta(days=6)


def say(
    cast: Cast, group: Group, said: dict[str, int], *, on: dt.date = LAST_WEEK, scale: str = "older"
) -> list[Person]:
    """That many pupils of the class said each of these."""
    pupils = []
    for answer, count in said.items():
        for number in range(count):
            name = f"{group.pk}-{scale}-{answer}-{number}"
            pupil, _made = Person.objects.get_or_create(uniid=name, defaults={"given_name": name})
            CheckIn.objects.update_or_create(
                pupil=pupil, on=on, defaults={"group": group, "at": NOW, "scale": scale, "answer": answer}
            )
            pupils.append(pupil)
    return pupils


def shown(cast: Cast, actor, group: Group | None = None) -> dict[int, list[tuple[str, int]]]:
    """Week number → the cells, as the class's lead reads them."""
    lead = cast.mette if group is None else cast.birgitte
    page = climate_page(actor(lead), (group or cast.g5b).code)
    return {line.week.number: [(cell.label, cell.count) for cell in line.cells] for line in page.scales[0].lines}


def ranges(said: dict[str, int]) -> list[tuple[str, str, int]]:
    return [(each.best, each.worst, each.count) for each in distribution(said, LIMIT)]


def test_neighbours_are_put_together_until_none_is_small() -> None:
    assert ranges({"great": 9, "good": 6, "middling": 2, "bad": 1}) == [("great", "great", 9), ("good", "bad", 9)]
    assert ranges({"great": 7, "good": 6, "middling": 3, "bad": 2}) == [
        ("great", "great", 7),
        ("good", "good", 6),
        ("middling", "bad", 5),
    ]
    assert ranges({"great": 2, "good": 8, "middling": 5}) == [("great", "good", 10), ("middling", "bad", 5)]
    assert ranges({"great": 3, "untold": 9}) == []
    assert ranges({"great": 24}) == []  # all the same: it would say of each what they said
    assert ranges({"great": 22, "bad": 2}) == []


def test_no_cell_no_sum_and_no_difference_is_small() -> None:
    """Every union of cells, and every complement of one, has nobody or at least five behind it; what one will not say counts nowhere."""
    dice = random.Random(7)
    for _round in range(2000):
        said = {value: dice.choice([0, 0, 1, 2, 3, 5, 8, 13]) for value in [*TOLD, "untold"]}
        cells = distribution(said, LIMIT)
        counts = [each.count for each in cells]
        assert sum(counts) in (0, sum(said[value] for value in TOLD)) and len(cells) != 1
        for size in range(1, len(counts) + 1):
            for some in itertools.combinations(counts, size):
                assert sum(some) >= LIMIT and (sum(counts) - sum(some) >= LIMIT or size == len(counts))


def test_what_lies_inside_a_range_cannot_be_told() -> None:
    """An attacker who knows all answers but one child's: the classes that child could make look alike in the range it lies in."""
    known = {"great": 9, "good": 6, "middling": 2}
    assert len({tuple(ranges(Counter(known) + Counter({one: 1}))) for one in ("good", "middling", "bad")}) == 1


def test_a_week_is_published_when_it_has_closed_and_then_stands(cast: Cast, actor) -> None:
    say(cast, cast.g5b, {"great": 6, "bad": 6})
    say(cast, cast.g5b, {"great": 12}, on=TODAY)
    assert close(now=NOW).published == 1
    assert ClimateWeek.objects.get().week == 47  # this week, 48, is still open
    assert shown(cast, actor)[47] == [("Rigtig godt til sådan da", 6), ("Ikke godt", 6)]
    say(cast, cast.g5b, {"great": 7, "bad": 6})  # nobody can; if somebody did, nothing changes
    assert close(now=NOW).published == 0
    assert shown(cast, actor)[47] == [("Rigtig godt til sådan da", 6), ("Ikke godt", 6)]


def test_a_child_counts_once_a_week_by_the_last_word(cast: Cast, actor) -> None:
    say(cast, cast.g5b, {"great": 5})
    for each in say(cast, cast.g5b, {"bad": 4}):
        CheckIn.objects.create(
            pupil=each, on=LAST_WEEK + dt.timedelta(days=1), group=cast.g5b, at=NOW, scale="older", answer="bad"
        )
    close(now=NOW)
    assert shown(cast, actor)[47] == []  # four children, however often


def test_under_five_is_the_same_as_nothing(cast: Cast, actor) -> None:
    say(cast, cast.g5b, {"great": 2, "bad": 2})
    close(now=NOW)
    assert ClimateWeek.objects.count() == 1 and not ClimateCell.objects.exists()
    few = shown(cast, actor)
    ClimateWeek.objects.all().delete()
    assert few == shown(cast, actor) == {47: []}


def test_the_scales_are_never_mixed(cast: Cast, actor) -> None:
    say(cast, cast.g5b, {"great": 3, "bad": 3})
    say(cast, cast.g5b, {"great": 3, "bad": 3}, scale="young")
    close(now=NOW)
    assert not ClimateCell.objects.exists()  # twelve together, six on each, three in a cell
    say(cast, cast.g2a, {"great": 5, "bad": 5}, scale="young", on=LAST_WEEK - dt.timedelta(days=7))
    close(now=NOW)
    assert shown(cast, actor, cast.g2a)[46] == [("Rigtig godt til midtimellem", 5), ("Ked af det", 5)]
    assert set(ClimateCell.objects.values_list("week__scale", flat=True)) == {Scale.YOUNG}


def test_a_higher_limit_hides_what_was_published_under_a_lower(cast: Cast, actor, settings) -> None:
    say(cast, cast.g5b, {"great": 6, "bad": 6})
    close(now=NOW)
    settings.SMALL_CELL = 7
    assert shown(cast, actor)[47] == []


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_page_costs_the_same_however_many_weeks(
    cast: Cast, client, sign_in, django_assert_num_queries, weeks: int
) -> None:
    for back in range(weeks):
        say(cast, cast.g5b, {"great": 6, "bad": 6}, on=LAST_WEEK - dt.timedelta(days=7 * back))
    close(now=NOW)
    sign_in(client, cast.mette)
    with django_assert_num_queries(8):
        client.get(f"/klasser/{cast.g5b.code}/trivsel/")
