"""Text into clean values: days, visits, wishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.insight.models import Wish

_DAY_WORDS = {"invalid": _("Skriv en dag, for eksempel 3.12.2026."), "required": _("Vælg en dag.")}
_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, input_formats=_FORMATS, widget=widget, error_messages=_DAY_WORDS)


class StartForm(forms.Form):
    """The day a school begins. Its ids differ from those of the visit's form on the same page."""

    on = _day(_("Skolen begynder"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "start_%s", **kwargs})


class VisitForm(forms.Form):
    """Support agreed on for a day."""

    on = _day(_("Dag"))
    about = forms.CharField(
        label=_("Hvad handler det om?"),
        max_length=400,
        error_messages={"required": _("Skriv kort, hvad besøget handler om.")},
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class WishForm(forms.Form):
    """What somebody wishes, and from which page. How long it may be is said by the deed."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=Wish.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Med dine ord"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    page = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    school = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
