"""«Is there one?», asked row by row, and «how many are there?», asked in the middle of another query."""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery
from django.db.models.lookups import IsNull


def there_is(rows: QuerySet[Any, Any]) -> IsNull:
    """As `Exists`, for a condition beside others under *or*: PostgreSQL answers it with a look into the index for each row it comes to.

    An `EXISTS` under *or* it may answer by reading the whole table into a hash first, to show 25 rows.
    """
    return IsNull(Subquery(rows.values("pk")[:1]), False)


def how_many(path: str = "pk") -> Func:
    """How many different ones lie at `path`, as the only column of its query: Django's own `Count` would group by every other column."""
    return Func(path, function="COUNT", template="%(function)s(DISTINCT %(expressions)s)", output_field=IntegerField())
