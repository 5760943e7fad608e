"""OneRoster's words for grades, roles and dates, and what they are called here."""

import datetime as dt
import re

from spor.people.models import Guardianship, Post

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
# Other ways dates are met: 31.12.2026, 31-12-2026, 31/12/2026, 20261231. Day before month, as in Denmark.
_OTHER = (
    re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
)
FOREVER = 9999

STAFF = {
    "teacher": Post.Role.TEACHER,
    "aide": Post.Role.PEDAGOGUE,
    "proctor": Post.Role.SUBSTITUTE,
    "principal": Post.Role.LEADER,
    "administrator": Post.Role.MANAGEMENT,
    "siteadministrator": Post.Role.OFFICE,
    "counselor": Post.Role.CONSULTANT,
}
STUDENT = "student"
CONTACTS = {
    "parent": Guardianship.Relation.OTHER,
    "guardian": Guardianship.Relation.OFFICIAL,
    "relative": Guardianship.Relation.OTHER,
}
# People of the municipality or the system's own: nobody's teacher, and given their rights here, not by a file.
NOBODYS = {"districtadministrator", "systemadministrator"}
GRADES = {
    **{str(grade): grade for grade in range(11)},
    **{f"{grade:02}": grade for grade in range(11)},
    "kg": 0,
    "k": 0,
}
WITHOUT_GRADE = {"", "it", "pr", "pk", "tk", "11", "12", "13", "ps", "ug", "other"}


def day_of(text: str) -> tuple[dt.date | None, bool]:
    """(the day, whether it is written as the standard says). The year 9999 is *for ever*, None. Raises ValueError where it is no day."""
    standard = _DAY.fullmatch(text)
    if standard:
        day = dt.date(*map(int, standard.groups()))
        return (None if day.year == FOREVER else day), True
    for form in _OTHER:
        other = form.fullmatch(text)
        if other:
            return dt.date(int(other["y"]), int(other["m"]), int(other["d"])), False
    raise ValueError(text)


def listed(text: str) -> list[str]:
    """A cell that holds several, divided by commas."""
    return [part for part in (each.strip() for each in text.split(",")) if part]


def unilogin_of(logins: str) -> str:
    """The Unilogin among `userIds`, «{type:identifier}» divided by commas; "" where there is none."""
    for part in re.findall(r"\{([^{}]*)\}", logins):
        kind, _colon, value = part.partition(":")
        if kind.strip().casefold() in ("unilogin", "uni-login", "uniid"):
            return str(value.strip())
    return ""
