"""Weeks into the half-open period they stand for."""

import datetime as dt

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.schoolyear import Week

LONGEST = dt.timedelta(weeks=60)


def span(first: Week, last: Week) -> tuple[dt.date, dt.date]:
    """[Monday of `first`, Monday after `last`). Refused when it ends before it begins, or lasts more than a school year."""
    starts_on, ends_on = first.monday, last.monday + dt.timedelta(days=7)
    if ends_on <= starts_on:
        raise Refused(_("Forløbet slutter før, det begynder. Byt om på ugerne."), field="to_week")
    if ends_on - starts_on > LONGEST:
        raise Refused(_("Forløbet varer over et år. Del det i to."), field="to_week")
    return starts_on, ends_on
