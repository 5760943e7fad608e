"""What a widget asks for, as text. Every part is a request and never authority; what is wrong is said, and never answered with nothing."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from spor.base.schoolyear import Week

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")
_MANY = 100


class AskedWrongly(Exception):
    """The call cannot be answered as it stands: `str()` is the Danish reason, `status` 400, 403 or 404."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """Unilogins and institution numbers as they were sent (empty: all of one's own), and the week."""

    children: frozenset[str]
    institutions: frozenset[str]
    week: Week


def asked_of(query: QueryDict, now: Week) -> Asked:
    """`childFilter=a,b` and `childFilter[]=a&childFilter[]=b` alike; without a week the present one. Raises AskedWrongly."""
    return Asked(_names(query, "childFilter"), _names(query, "institutionFilter"), _week(query, now))


def _names(query: QueryDict, name: str) -> frozenset[str]:
    texts = [*query.getlist(name), *query.getlist(f"{name}[]")]
    found = frozenset(part.strip() for text in texts for part in text.split(",") if part.strip())
    if len(found) > _MANY or (texts and not found and any(texts)):
        raise AskedWrongly(_("%(name)s kan ikke læses.") % {"name": name}, 400)
    return found


def _week(query: QueryDict, now: Week) -> Week:
    text = query.get("currentWeekNumber", "").strip()
    if not text:
        return now
    found = _WEEK.fullmatch(text)
    week = Week(int(found[1]), int(found[2])) if found else None
    if week is None or not _exists(week):
        raise AskedWrongly(_("Ugen skal skrives som 2026-W48."), 400)
    return week


def _exists(week: Week) -> bool:
    try:
        return week.monday is not None
    except ValueError:
        return False
