"""The entries of the timeline, and the buttons under each.

Built here and not in a template, as the ui room's marks are: a page has 24 entries of thirty parts each. Everything goes in through
`format_html`, which escapes it.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spor.portfolio.queries.entries import Entry
from spor.ui.tags.addresses import address
from spor.ui.tags.marks import icon, subject

register = Library()
_NOTHING = SafeString("")
_ENTRY = (
    '<li class="done" id="s-{code}"><article class="entry{look}">{shot}<div class="b"><div class="row row-tight">{subject}'
    '<span class="meta">{day}</span>{note}{chosen}</div><h4><a href="{url}"{focus}>{title}</a></h4>{words}{thought}{aims}{marks}'
    "</div></article></li>\n"
)
_MARKS = (
    '<div class="row row-tight marks" id="m-{code}">{star}<a class="btn quiet{look}" href="{url}" aria-label="{label}: {title}">'
    "{inside}</a>{shown}</div>"
)
_BUTTON = (
    '<button class="btn {look}" id="{kind}-{code}" type="submit" name="spor" value="{code}" formaction="{url}" hx-post="{url}"'
    ' hx-target="#m-{code}" hx-swap="outerHTML"{pressed} aria-label="{label}: {title}">{inside}</button>'
)


class _Fixed(NamedTuple):
    """What is the same in every entry, in the reader's language."""

    note: SafeString
    chosen: SafeString
    feedback: SafeString
    star: str
    write: str
    write_inside: SafeString
    speak: str


@lru_cache(maxsize=20)  # one a language
def _fixed(language: str) -> _Fixed:
    write = _("Skriv om det")
    return _Fixed(
        note=format_html('<span class="meta">{}</span>', _("Note")),
        chosen=format_html('<span class="chip warn">{}{}</span>', icon("star"), _("Udvalgt")),
        feedback=format_html("{}{}", icon("message-square-text"), _("Feedback")),
        star=_("Udvalgt"),
        write=write,
        write_inside=format_html("{}<span>{}</span>", icon("pen-line"), write),
        speak=_("Sig noget om det"),
    )


@register.simple_tag(takes_context=True)
def timeline_entries(
    context: Context, entries: Iterable[Entry], code: str, name: str, can_choose: bool, focus_on: str = ""
) -> SafeString:
    """Each spor as an item of the trail. `code` and `name` are the pupil's; `focus_on` is where a reader who asked for more goes on."""
    fixed = _fixed(get_language() or "")
    drawn = [_entry(context, fixed, entry, code, name, can_choose, entry.code == focus_on) for entry in entries]
    return SafeString("".join(drawn))


def _entry(
    context: Context, fixed: _Fixed, entry: Entry, code: str, name: str, can_choose: bool, focus: bool
) -> SafeString:
    card, words = entry.card, entry.words
    url = address("reflection", code, entry.code) if entry.is_result else address("product", entry.code)
    return format_html(
        _ENTRY,
        code=entry.code,
        look="" if card.thumb else " noimg",
        shot=_shot(entry, url) if card.thumb else "",
        subject=subject(card.subject.hue, card.subject.name) if card.subject else "",
        day=entry.day,
        note=fixed.note if entry.is_note else "",
        chosen=fixed.chosen if entry.is_chosen and not can_choose else "",
        url=url,
        focus=SafeString(" autofocus") if focus else "",
        title=card.title,
        words=format_html("<p>{}</p>", words) if words else "",
        thought=_thought(context, entry, code, name) if entry.reflection else "",
        aims=_aims(fixed, entry, url),
        marks=_marks(fixed, entry, code, young=False) if can_choose else "",
    )


@register.simple_tag
def entry_marks(entry: Entry, code: str, young: bool = False) -> SafeString:
    """The star, the way to say something of it and, for what was never handed in, to show or hide it. For its pupil only."""
    return _marks(_fixed(get_language() or ""), entry, code, young=young)


def _marks(fixed: _Fixed, entry: Entry, code: str, *, young: bool) -> SafeString:
    chosen = entry.is_chosen
    star_url = address("selection_removal", code, entry.code) if chosen else address("selections", code)
    pressed = SafeString(' aria-pressed="true"') if chosen else SafeString(' aria-pressed="false"')
    return format_html(
        _MARKS,
        code=entry.code,
        star=_button(entry, "v", star_url, fixed.star, icon("star"), look="icon star", pressed=pressed),
        look=" icon" if young else "",
        url=address("reflection", code, entry.code),
        label=fixed.speak if young else fixed.write,
        title=entry.card.title,
        inside=icon("mic") if young else fixed.write_inside,
        shown=_shown(entry, code, young) if entry.is_private or entry.is_shown_unasked else "",
    )


def _shot(entry: Entry, url: str) -> SafeString:
    return format_html(
        '<a class="shot" href="{}" tabindex="-1"><img src="{}?str=480" alt="{}" width="480" height="360" loading="lazy"></a>',
        url,
        address("product_file", entry.code, entry.card.thumb),
        entry.card.thumb_alt,
    )


def _thought(context: Context, entry: Entry, code: str, name: str) -> SafeString:
    known: dict[str, Any] = {"actor": context["actor"], "request": context["request"], "name": name, "code": code}
    words = known | {"reflection": entry.reflection, "trace": entry.code}
    return SafeString(render_to_string("portfolio/parts/reflection.html", words))


def _aims(fixed: _Fixed, entry: Entry, url: str) -> SafeString:
    if not entry.goals and not entry.has_feedback:
        return _NOTHING
    aims = format_html_join("", '<span class="aim">{}{}</span>', ((icon("target"), goal) for goal in entry.goals))
    said = format_html('<a class="spor-ref" href="{}">{}</a>', url, fixed.feedback) if entry.has_feedback else ""
    return format_html('<div class="row row-tight">{}{}</div>', aims, said)


def _shown(entry: Entry, code: str, young: bool) -> SafeString:
    """«Vis det» and who sees it now, or «Skjul det»; the youngest have only the first."""
    if young and not entry.is_private:
        return _NOTHING
    name, label, symbol = (
        ("placement", _("Vis det"), "eye") if entry.is_private else ("placement_removal", _("Skjul det"), "eye-off")
    )
    inside = icon(symbol) if young else format_html("{}<span>{}</span>", icon(symbol), label)
    button = _button(
        entry, "p", address(name, code, entry.code), label, inside, look="quiet icon" if young else "quiet"
    )
    if not entry.is_private:
        return button
    return format_html('{}<span class="audience">{}<span>{}</span></span>', button, icon("lock"), _("Kun du ser det"))


def _button(
    entry: Entry, kind: str, url: str, label: str, inside: SafeString, *, look: str, pressed: SafeString = _NOTHING
) -> SafeString:
    return format_html(
        _BUTTON,
        look=look,
        kind=kind,
        code=entry.code,
        url=url,
        pressed=pressed,
        label=label,
        title=entry.card.title,
        inside=inside,
    )
