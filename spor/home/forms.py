"""Text into clean values for the pages of the school's office."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.access.support import LONGEST
from spor.people.models import School

_DAY_WORDS = {"invalid": _("Skriv en dag, for eksempel 3.12.2026."), "required": _("Vælg en dag.")}
_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]


def day_field(label: Any) -> forms.DateField:
    """A day, written by the browser's own picker or by hand."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, input_formats=_FORMATS, widget=widget, error_messages=_DAY_WORDS)


class CoverForm(forms.Form):
    """Who has the class, from and to which day, both included. Today unless something else is said."""

    person = forms.CharField(max_length=12, widget=forms.HiddenInput)
    from_on = day_field(_("Fra og med"))
    to_on = day_field(_("Til og med"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"from_on": today, "to_on": today} | dict(self.initial)


class LeadForm(forms.Form):
    """Who leads the class."""

    group = forms.CharField(max_length=12)
    person = forms.CharField(max_length=12, error_messages={"required": _("Vælg en på listen.")})


class WindowForm(forms.Form):
    """Which school support asks to look at, and what for."""

    school = forms.ChoiceField(label=_("Skole"), error_messages={"required": _("Vælg en skole på listen.")})
    reason = forms.CharField(
        label=_("Hvad skal du se efter?"), error_messages={"required": _("Skriv kort, hvad du skal se efter.")}
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.name) for each in schools]
        self.fields["school"].choices = choices  # type: ignore[attr-defined] # the field above


class HoursForm(forms.Form):
    """How long the window is open."""

    hours = forms.IntegerField(min_value=1, max_value=LONGEST)
