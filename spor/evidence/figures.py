"""What was handed in and whether it was answered in time, for counting. Counts without names: see base.counted."""

import datetime as dt
from collections import defaultdict

from spor.access.figures import teaching_of
from spor.base.clock import start_of_day
from spor.base.clock import today as day_of
from spor.base.counted import Counted
from spor.evidence.models import Feedback, HandIn, Return

PATIENCE = dt.timedelta(days=14)  # «inden for 14 dage»


def answers(from_on: dt.date, to_on: dt.date) -> list[Counted]:
    """Every pupil's part in what was handed in to an assignment in [from_on, to_on); it holds when it was answered within 14 days.

    An answer is feedback given and not taken back, or a hand-in given back to be worked on. Behind an answer stands who gave it, behind
    one that is missing those who teach the class. Five queries, however many schools.
    """
    begins, ends = start_of_day(from_on), start_of_day(to_on)
    rows = HandIn.objects.filter(at__gte=begins, at__lt=ends, assignment__isnull=False).values_list(
        "pk",
        "at",
        "assignment__run__group__school",
        "assignment__run__group__grade",
        "assignment__run__group",
        "assignment__run__subject",
        "version__product__traces__pupil",
    )
    handed = [row for row in rows if row[-1] is not None]
    given, returned = _given(begins, ends), _returned(begins, ends)
    teaching = teaching_of(row[4] for row in handed)
    found = []
    for hand_in, at, school, grade, group, subject, pupil in handed:
        last = at + PATIENCE
        by = {who for who, when in (*given[hand_in, pupil], *returned[hand_in]) if when <= last}
        day = day_of(at)
        staff = frozenset(by) or teaching.teachers(group, subject, day)
        found.append(Counted((hand_in, pupil), day, school, grade, pupil, staff, holds=bool(by)))
    return found


def _given(begins: dt.datetime, ends: dt.datetime) -> dict[tuple[int, int], list[tuple[int, dt.datetime]]]:
    """(hand-in, pupil) → by whom and when feedback was given."""
    rows = Feedback.objects.filter(
        hand_in__at__gte=begins, hand_in__at__lt=ends, release__isnull=False, release__retraction=None
    )
    found = defaultdict(list)
    for hand_in, pupil, author, at in rows.values_list("hand_in", "pupil", "author", "release__at"):
        found[hand_in, pupil].append((author, at))
    return found


def _returned(begins: dt.datetime, ends: dt.datetime) -> dict[int, list[tuple[int, dt.datetime]]]:
    found = defaultdict(list)
    rows = Return.objects.filter(hand_in__at__gte=begins, hand_in__at__lt=ends)
    for hand_in, by, at in rows.values_list("hand_in", "by", "at"):
        found[hand_in].append((by, at))
    return found
