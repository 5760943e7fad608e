"""Times and figures as people say them in Danish: «i går kl. 15.12», «torsdag den 3. december», «uge 46–50», «4.208», «3,3».

Pure functions: `now` is passed in, dates are Copenhagen dates. The template filters in tags/times.py call these.
"""

import datetime as dt
from decimal import Decimal

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from spor.base.clock import COPENHAGEN
from spor.base.schoolyear import week_of


def local(value: dt.datetime) -> dt.datetime:
    return value.astimezone(COPENHAGEN)


def clock_time(value: dt.datetime | dt.time) -> str:
    """«9.38», «14.00»: in lists and spans («10.15–11.00»)."""
    if isinstance(value, dt.datetime):
        value = local(value).time()
    return f"{value.hour}.{value.minute:02d}"


def at_clock(value: dt.datetime | dt.time) -> str:
    """«kl. 9.38», «kl. 14»: in a sentence the whole hour is said short."""
    return _("kl. %(time)s") % {"time": clock_time(value).removesuffix(".00")}


def day_name(day: dt.date, today: dt.date) -> str:
    """The day as one says it on `today`: «i dag», «i går», «i mandags», «på mandag», «torsdag den 3. december», «3. december 2025»."""
    away = (day - today).days
    near = {0: _("i dag"), -1: _("i går"), 1: _("i morgen")}
    if away in near:
        return near[away]
    weekday = date_format(day, "l")
    if -6 <= away < 0:
        return _("i %(weekday)ss") % {"weekday": weekday}
    if 0 < away <= 6:
        return _("på %(weekday)s") % {"weekday": weekday}
    if abs(away) < 150 or day.year == today.year:
        return long_day(day)
    return calendar_day(day)


def long_day(day: dt.date) -> str:
    """«torsdag den 3. december»."""
    return _("%(weekday)s den %(day)s. %(month)s") % {
        "weekday": date_format(day, "l"),
        "day": day.day,
        "month": date_format(day, "F"),
    }


def calendar_day(day: dt.date, today: dt.date | None = None) -> str:
    """«3. december 2025»; without the year when it is that of `today`."""
    text = f"{day.day}. {date_format(day, 'F')}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def moment(value: dt.datetime | dt.date, now: dt.datetime) -> str:
    """A point in time as one says it at `now`: «i dag kl. 9.38». A date has no clock time."""
    today = local(now).date()
    if not isinstance(value, dt.datetime):
        return day_name(value, today)
    day = local(value).date()
    if day.year != today.year and abs((day - today).days) >= 150:
        return calendar_day(day)
    return f"{day_name(day, today)} {at_clock(value)}"


def week(day: dt.date) -> str:
    """«uge 48»."""
    return _("uge %(week)s") % {"week": week_of(day).number}


def weeks(first_on: dt.date, until_on: dt.date) -> str:
    """«uge 46–50» for the half-open period [first_on, until_on); one week is «uge 46»."""
    first = week_of(first_on).number
    last = week_of(max(first_on, until_on - dt.timedelta(days=1))).number
    return _("uge %(week)s") % {"week": first if first == last else f"{first}–{last}"}


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """«4.208», «3,3». Without `decimals` a whole number has none and a fraction as many as it carries."""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
    if decimals is None and text.endswith(".0"):
        text = text[:-2]
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def length(seconds: float) -> str:
    """A sound's length: «0:42»."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def file_size(size: int) -> str:
    """«48 MB», «1,4 MB», «320 kB». Sizes as the file manager shows them."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    megabytes = size / (1024 * 1024)
    return f"{number(round(megabytes, 1) if megabytes < 10 else round(megabytes))} MB"
