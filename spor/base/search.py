"""Search in what people wrote: one function for both databases (decision 0022).

A searched table has a column `search_text`, filled with `searchable(…)` when the row is written. `matches` narrows a queryset to the
rows where every typed word occurs, also inside a longer word: «brøk» finds «brøkregning» and «decimalbrøk». On PostgreSQL a trigram
index (`trigram_index` in a migration of the room) carries it; SQLite reads the column from end to end.
"""

import re
from functools import reduce
from operator import add
from typing import Any, TypeVar

from django.db.migrations import RunPython
from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from spor.base.text import folded

M = TypeVar("M", bound=Model)

TEXT_MAX = 200  # characters of a typed search that are read
WORDS_MAX = 8  # words of it that are looked for; more would only make a slow statement
PREFIX_ONLY = 3  # a word shorter than this is looked for at the beginning of words: «br» inside words is noise
_PIECE = re.compile(r"\w+|[^\w\s]")
_BETWEEN = frozenset(",;.:!?()[]…–-«»“”„·")  # typed between words; all other signs are looked for as they stand


def searchable(*parts: str) -> str:
    """What a `search_text` column holds: the parts folded, every word and sign between single blanks, a blank at both ends.

    The blanks are what lets «begins with» and «whole word» be plain LIKE patterns on both databases. Empty when there is no word.
    """
    pieces = _pieces(" ".join(parts))
    return f" {' '.join(pieces)} " if pieces else ""


def words(text: str) -> list[str]:
    """The words (and signs such as % and ') that a typed search asks for, folded, each once; commas and the like only separate."""
    pieces = [piece for piece in _pieces(text[:TEXT_MAX]) if piece not in _BETWEEN]
    return list(dict.fromkeys(pieces))[:WORDS_MAX]


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(folded(text).replace("’", "'"))


def matches(queryset: QuerySet[M], text: str, column: str = "search_text") -> QuerySet[M]:
    """The rows of `queryset` that hold every word of `text`, best first; an empty text narrows nothing.

    Rows where the words stand alone come before rows where they begin a word, and these before the rest; within each, the queryset's
    own order holds. Rows are annotated with `relevance` (0 is best). A column filled with `text.folded` is searched too, but where a
    sign is glued to a word that word ranks lower, and a short one is not found behind it.
    """
    asked = words(text)
    if not asked:
        return queryset
    framed = Concat(Value(" "), F(column), Value(" "), output_field=TextField())
    narrowed = queryset.filter(*(_holds(word, column) for word in asked))
    ranks: list[Combinable] = [_rank(word, framed) for word in asked]
    ranked: Any = narrowed.annotate(relevance=reduce(add, ranks))
    found: QuerySet[M] = ranked.order_by("relevance", *queryset.query.order_by)
    return found


def _holds(word: str, column: str) -> Q:
    if len(word) >= PREFIX_ONLY or not word.isalnum():
        return Q((f"{column}__contains", word))
    return Q((f"{column}__startswith", word)) | Q((f"{column}__contains", f" {word}"))


def _rank(word: str, framed: Concat) -> Case:
    return Case(
        When(Contains(framed, f" {word} "), then=Value(0)),
        When(Contains(framed, f" {word}"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def trigram_index(table: str, column: str = "search_text") -> RunPython:
    """A migration operation: on PostgreSQL the extension pg_trgm and a GIN index on `table`.`column`, on SQLite nothing.

    The extension is a trusted one: the role that owns the database may create it.
    """
    name = f"{table}_{column}_trigram"

    def put(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(f'CREATE INDEX "{name}" ON "{table}" USING gin ("{column}" gin_trgm_ops)')

    def take(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP INDEX "{name}"')

    return RunPython(put, take)
