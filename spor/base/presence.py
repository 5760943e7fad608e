"""«Is there one?», asked row by row."""

from typing import Any

from django.db.models import QuerySet, Subquery
from django.db.models.lookups import IsNull


def there_is(rows: QuerySet[Any, Any]) -> IsNull:
    """As `Exists`, for a condition beside others under *or*: PostgreSQL answers it with a look into the index for each row it comes to.

    An `EXISTS` under *or* it may answer by reading the whole table into a hash first, to show 25 rows.
    """
    return IsNull(Subquery(rows.values("pk")[:1]), False)
