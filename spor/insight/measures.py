"""What is counted. A measure is made of other rooms' figures; who hands them over stands above all of them (home.measures)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spor.base.counted import Counted

Flow = Callable[[dt.date, dt.date], Sequence[Counted]]
Rests = Callable[[dt.date], Sequence[Counted]]


@dataclass(frozen=True)
class Measure:
    """key       its lasting name; what it is called and how it is explained stands in figures.words
    flow      what happened in [from, to), of all schools
    rests     for a count of how many have got there so far («delt»): those who have not, on a day
    has_rest  whether the count leaves anything that can be known
    of_all    whether the page says «af 84», all pupils of the klassetrin
    patience  days after a week's end before it can be closed: answers may still come
    """

    key: str
    flow: Flow
    rests: Rests | None = None
    has_rest: bool = True
    of_all: bool = False
    patience: int = 0


@dataclass(frozen=True)
class Measures:
    """Everything `roll_up` closes. `areas` hands out what forløb were begun on, a kompetenceområde a thing."""

    counted: tuple[Measure, ...]
    areas: Flow
