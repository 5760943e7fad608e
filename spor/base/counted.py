"""What a room says of its own rows to be counted: a thing, when it happened, and who stands behind it. No names.

Every room's `figures.py` may hand these out; `insight` adds them up and keeps none of them. Whoever shows a sum of them to anybody goes
through insight's limit first (decision 0019).
"""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing of one pupil.

    thing   what is counted, once however many pupils it has
    on      the Copenhagen day it happened
    school, grade   where the pupil went then; a class without a klassetrin has None
    staff   the ids of those whose work it is, at least one where known
    holds   whether it is among what the figure says, or among the rest («7 af 9»: two are the rest)
    """

    thing: Hashable
    on: dt.date
    school: int
    grade: int | None
    pupil: int
    staff: frozenset[int]
    holds: bool = True
