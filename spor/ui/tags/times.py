"""Filters for times, figures and typed text, and `moment`, which is the same with a machine-readable date."""

import datetime as dt
from decimal import Decimal

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from spor.base import clock as base_clock
from spor.base import text as base_text
from spor.ui import moments

register = Library()


@register.filter
def when(value: dt.datetime | dt.date | None, now: dt.datetime | None = None) -> str:
    """«i dag kl. 9.38», «i går kl. 15.12», «torsdag den 3. december kl. 16.20». `now` defaults to the clock's."""
    return "" if value is None else moments.moment(value, now or base_clock.now())


@register.filter
def day(value: dt.datetime | dt.date | None, now: dt.datetime | None = None) -> str:
    """The day only: «i dag», «i mandags», «torsdag den 3. december»."""
    if value is None:
        return ""
    today = moments.local(now or base_clock.now()).date()
    return moments.day_name(moments.local(value).date() if isinstance(value, dt.datetime) else value, today)


@register.filter
def long_day(value: dt.datetime | dt.date | None) -> str:
    """«torsdag den 3. december», whatever day it is."""
    if value is None:
        return ""
    return moments.long_day(moments.local(value).date() if isinstance(value, dt.datetime) else value)


@register.filter
def calendar_day(value: dt.datetime | dt.date | None, now: dt.datetime | None = None) -> str:
    """«20. november», with the year when it is another than that of `now`."""
    if value is None:
        return ""
    on = moments.local(value).date() if isinstance(value, dt.datetime) else value
    return moments.calendar_day(on, moments.local(now or base_clock.now()).date())


@register.filter
def clock(value: dt.datetime | dt.time | None) -> str:
    """«9.38», «14.00»."""
    return "" if value is None else moments.clock_time(value)


@register.filter
def week(value: dt.date | None, until: dt.date | None = None) -> str:
    """«uge 48»; with `until` (half-open) the span «uge 46–50»."""
    if value is None:
        return ""
    return moments.weeks(value, until) if until is not None else moments.week(value)


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """«4.208», «3,3»."""
    return "" if value is None else moments.number(value, decimals)


@register.filter
def playing_time(value: float | None) -> str:
    """A sound's length in seconds as «0:42». (Not `length`: that is Django's own.)"""
    return "" if value is None else moments.length(value)


@register.filter
def file_size(value: int | None) -> str:
    """Bytes as «48 MB»."""
    return "" if value is None else moments.file_size(value)


@register.filter
def prose(value: str | None) -> SafeString:
    """Typed text as safe HTML: paragraphs, lists and links."""
    return base_text.to_html(value or "")


@register.simple_tag
def moment(value: dt.datetime | dt.date | None, now: dt.datetime | None = None) -> SafeString:
    """As the filter `when`, inside a time element."""
    if value is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), when(value, now))
