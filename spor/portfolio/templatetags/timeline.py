"""An entry of the timeline, and the buttons under it.

Built here and not in a template, as the ui room's marks are: a page has 24 entries of thirty parts each. Everything goes in through
`format_html`, which escapes it.
"""

from typing import Any

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from spor.portfolio.queries.entries import Entry
from spor.ui.tags.addresses import address
from spor.ui.tags.marks import icon, subject

register = Library()
_NOTHING = SafeString("")
_BUTTON = (
    '<button class="btn {look}" id="{kind}-{code}" type="submit" name="spor" value="{code}" formaction="{url}" hx-post="{url}"'
    ' hx-target="#m-{code}" hx-swap="outerHTML"{pressed} aria-label="{label}: {title}">{inside}</button>'
)


@register.simple_tag(takes_context=True)
def timeline_entry(
    context: Context, entry: Entry, code: str, name: str, can_choose: bool, focus_on: str = ""
) -> SafeString:
    """One spor as an item of the trail. `code` and `name` are the pupil's; `focus_on` is where a reader who asked for more goes on."""
    card, url = entry.card, address("product", entry.code)
    return format_html(
        '<li class="done" id="s-{code}"><article class="entry{look}">{shot}<div class="b"><div class="row row-tight">{subject}'
        '<span class="meta">{day}</span>{note}{chosen}</div><h4><a href="{url}"{focus}>{title}</a></h4>{words}{thought}{aims}{marks}'
        "</div></article></li>",
        code=entry.code,
        look="" if card.thumb else " noimg",
        shot=_shot(entry, url),
        subject=subject(card.subject.hue, card.subject.name) if card.subject else "",
        day=entry.day,
        note=format_html('<span class="meta">{}</span>', _("Note")) if entry.is_note else "",
        chosen=format_html('<span class="chip warn">{}{}</span>', icon("star"), _("Udvalgt"))
        if entry.is_chosen and not can_choose
        else "",
        url=url,
        focus=SafeString(" autofocus") if entry.code == focus_on else "",
        title=card.title,
        words=format_html("<p>{}</p>", entry.words) if entry.words else "",
        thought=_thought(context, entry, code, name),
        aims=_aims(entry, url),
        marks=entry_marks(entry, code) if can_choose else "",
    )


@register.simple_tag
def entry_marks(entry: Entry, code: str, young: bool = False) -> SafeString:
    """The star, the way to say something of it and, for what was never handed in, to show or hide it. For its pupil only."""
    if entry.is_chosen:
        star_url, pressed = address("selection_removal", code, entry.code), SafeString(' aria-pressed="true"')
    else:
        star_url, pressed = address("selections", code), SafeString(' aria-pressed="false"')
    title = entry.card.title
    label = _("Sig noget om det") if young else _("Skriv om det")
    return format_html(
        '<div class="row row-tight marks" id="m-{}">{}<a class="btn quiet{}" href="{}" aria-label="{}: {}">{}{}</a>{}</div>',
        entry.code,
        _button(entry, "v", star_url, _("Udvalgt"), icon("star"), look="icon star", pressed=pressed),
        " icon" if young else "",
        address("reflection", code, entry.code),
        label,
        title,
        icon("mic" if young else "pen-line"),
        "" if young else format_html("<span>{}</span>", label),
        _shown(entry, code, young),
    )


def _shot(entry: Entry, url: str) -> SafeString:
    thumb = entry.card.thumb
    if not thumb:
        return _NOTHING
    return format_html(
        '<a class="shot" href="{}" tabindex="-1"><img src="{}?str=480" alt="{}" width="480" height="360" loading="lazy"></a>',
        url,
        address("product_file", entry.code, thumb),
        entry.card.thumb_alt,
    )


def _thought(context: Context, entry: Entry, code: str, name: str) -> SafeString:
    if entry.reflection is None:
        return _NOTHING
    known: dict[str, Any] = {"actor": context["actor"], "request": context["request"], "name": name, "code": code}
    words = known | {"reflection": entry.reflection, "trace": entry.code}
    return SafeString(render_to_string("portfolio/parts/reflection.html", words))


def _aims(entry: Entry, url: str) -> SafeString:
    if not entry.goals and not entry.has_feedback:
        return _NOTHING
    aims = format_html_join("", '<span class="aim">{}{}</span>', ((icon("target"), goal) for goal in entry.goals))
    said = format_html('<a class="spor-ref" href="{}">{}{}</a>', url, icon("message-square-text"), _("Feedback"))
    return format_html('<div class="row row-tight">{}{}</div>', aims, said if entry.has_feedback else "")


def _shown(entry: Entry, code: str, young: bool) -> SafeString:
    """«Vis det» and who sees it now, or «Skjul det»."""
    if not entry.is_private and (young or not entry.is_shown_unasked):
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
