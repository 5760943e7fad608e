"""Whether a line with a beginDate and an endDate is in force on the day of the extract. The endDate is the day after the last."""

import datetime as dt

from spor.base import clock
from spor.integrations.oneroster.archive import Archive, Line
from spor.integrations.oneroster.classes import day_in


def in_force(archive: Archive, file: str, line: Line) -> bool:
    """True where nothing is said of time."""
    begins, ends = day_in(archive, file, line, "beginDate"), day_in(archive, file, line, "endDate")
    today = day_of_extract(archive)
    return (begins is None or begins <= today) and (ends is None or ends > today)


def day_of_extract(archive: Archive) -> dt.date:
    """The day the archive was written; today where it does not know."""
    return clock.today(archive.newest) if archive.newest else clock.today()
