"""A day off: its name, and from when to when."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.teaching.forms.run import DueForm
from spor.teaching.holidays import DAY, Free

_WRONG = {
    "invalid": _("Skriv datoen som 4.12.2026 eller vælg den i kalenderen."),
    "required": _("Skriv datoen."),
}


def _date(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_WRONG,
        input_formats=DueForm.base_fields["due_on"].input_formats,  # type: ignore[attr-defined] # a DateField has them
    )


class DayOffForm(forms.Form):
    """`last` is the last day off; left out it is one day."""

    name = forms.CharField(
        label=_("Navn"), max_length=100, error_messages={"required": _("Skriv, hvad dagen hedder, fx «Skolefest».")}
    )
    first = _date(_("Første dag"), required=True)
    last = _date(_("Sidste dag"), required=False)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def free(self) -> Free:
        cleaned = self.cleaned_data
        last: dt.date = cleaned["last"] or cleaned["first"]
        return Free(cleaned["first"], last + DAY, cleaned["name"])
