"""Which goals published editions point at. No person is behind these."""

from collections import defaultdict
from collections.abc import Iterable

from spor.forloeb.models import EditionBlock


def goals_of(editions: Iterable[int]) -> dict[int, set[int]]:
    """Edition id → the ids of its goals. One query."""
    found = defaultdict(set)
    rows = EditionBlock.objects.filter(edition__in=set(editions), version__goals__isnull=False)
    for edition, goal in rows.values_list("edition", "version__goals__goal"):
        found[edition].add(goal)
    return found
