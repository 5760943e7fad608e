"""Several compiled statements asked as one: one round to the database instead of one each."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from spor.base.compiled import Statement, asked

_LISTS = {"sqlite": "json_array({})", "postgresql": "CAST(json_build_array({}) AS text)"}
# What JSON has no word for; SQLite keeps it as text already.
_FROM_JSON: dict[str, Callable[[str], Any]] = {
    "DateTimeField": dt.datetime.fromisoformat,
    "DateField": dt.date.fromisoformat,
    "TimeField": dt.time.fromisoformat,
}
_NOT_IN_JSON = frozenset({"BinaryField", "DecimalField", "DurationField", "UUIDField"})


class Together:
    """Every row comes as a JSON list, beside the number of the statement it answers, so that no column must be of another's kind.

    The order of each stays: a database hands out the parts of UNION ALL one after the other, as each was asked for.
    """

    def __init__(self, parts: Sequence[Statement]) -> None:
        """ValueError where a column is of a kind that JSON would change."""
        heads, answers = [], []
        said = [(number, part) for number, part in enumerate(parts) if part.sql]
        for number, part in said:
            if _NOT_IN_JSON.intersection(part.kinds):
                raise ValueError(f"JSON has no word for a column of {part.kinds}")
            columns = ", ".join(f"c{at}" for at, _ in enumerate(part.kinds))
            heads.append(f"p{number} ({columns}) AS ({part.sql})")
            answers.append(f"SELECT {number}, {_LISTS[connection.vendor].format(columns)} FROM p{number}")  # noqa: S608 # our own names
        self.sql = f"WITH {', '.join(heads)} {' UNION ALL '.join(answers)}" if said else ""
        self.params = [param for _, part in said for param in part.params]
        self.places = [place for _, part in said for place in part.places]
        self.parts = [part if connection.vendor == "sqlite" else _out_of_json(part) for part in parts]

    def rows(self, values: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """The rows of each statement, with the real values in the places of their stand-ins."""
        found: list[list[tuple[Any, ...]]] = [[] for _ in self.parts]
        for number, row in asked(self.sql, self.params, self.places, values) if self.sql else ():
            found[number].append(self.parts[number].read(json.loads(row)))
        return found


def _out_of_json(part: Statement) -> Statement:
    """With days and moments read from the words they are in JSON."""
    words: list[tuple[int, list[Callable[..., Any]], Any]] = [
        (at, [_from_json(_FROM_JSON[kind])], None) for at, kind in enumerate(part.kinds) if kind in _FROM_JSON
    ]
    return replace(part, converters=[*words, *part.converters])


def _from_json(read: Callable[[str], Any]) -> Callable[..., Any]:
    return lambda value, _of, _connection: None if value is None else read(value)
