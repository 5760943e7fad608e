"""Forms: a field with its label, hint, error and audience; the level picker."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from spor.ui.levels import LEVELS, Level, Voice, level_name
from spor.ui.tags.assets import script_once
from spor.ui.tags.marks import icon

register = Library()


def _kind(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "input"


@register.inclusion_tag("ui/components/field.html")
def field(
    form_field: BoundField,
    audience: str = "",
    label: str = "",
    hint: str = "",
    placeholder: str = "",
    rows: int = 0,
    *,
    label_hidden: bool = False,
) -> dict[str, Any]:
    """A form field: label, widget, hint (the field's help_text), errors and who sees it, all tied by aria-describedby.

    `audience` is the line «Viggo og hans forældre ser det». `placeholder` is an example, never the label.
    """
    base = form_field.auto_id or form_field.html_name
    hint = hint or str(form_field.help_text or "")
    parts = [("helptext", hint), ("audience", audience), ("error", form_field.errors)]
    described = " ".join(f"{base}_{name}" for name, shown in parts if shown)
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if placeholder:
        attrs["placeholder"] = placeholder
    if rows:
        attrs["rows"] = str(rows)
    return {
        "field": form_field,
        "kind": _kind(form_field.field.widget),
        "widget": form_field.as_widget(attrs=attrs),
        "base": base,
        "described": described,
        "label": label or form_field.label,
        "label_hidden": label_hidden,
        "hint": hint,
        "audience": audience,
        "optional": not form_field.field.required,
    }


@register.inclusion_tag("ui/components/levels.html", takes_context=True)
def levels_picker(
    context: Context,
    name: str,
    value: Level | str = None,
    own: Level = None,
    *,
    goal: str = "",
    who: str = "",
    voice: Voice = "teacher",
    disabled: bool = False,
) -> dict[str, Any]:
    """Five radios for a level on `goal`; none chosen is no judgement. Keys 0–4 choose, the same key again takes it back.

    `own` is the pupil's own level, marked on its choice and in words («Viggo: på vej»); `who` is the pupil's first name.
    """
    chosen = int(value) if value not in (None, "") else None
    choices = [
        {
            "level": level,
            "label": level_name(level, voice, short=True),
            "title": level_name(level, voice),
            "checked": level == chosen,
            "own": level == own,
        }
        for level in LEVELS
    ]
    return {
        "name": name,
        "choices": choices,
        "goal": goal,
        "who": who,
        "own": None if own is None else str(level_name(own)).lower(),
        "voice": voice,
        "disabled": disabled,
        "script": script_once(context, "spor-keys"),
    }


@register.simple_tag
def audience(text: str, icon_name: str = "eye") -> SafeString:
    """Who will see what is written here, within a line of the field: «Kun du og Mette ser det». `icon_name` "lock" for the private."""
    return format_html('<p class="audience">{}<span>{}</span></p>', icon(icon_name), text)
