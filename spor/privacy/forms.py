from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.codes import new_code


class HoldForm(forms.Form):
    """Whom to hold (by Unilogin), why, and until when."""

    person = forms.CharField(
        label=_("Unilogin"), max_length=50, error_messages={"required": _("Skriv personens Unilogin.")}
    )
    reason = forms.CharField(
        label=_("Hvorfor"), max_length=500, error_messages={"required": _("Skriv kort, hvorfor det skal beholdes.")}
    )
    until_on = forms.DateField(
        label=_("Til og med dagen før (kan være tom)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv dagen som 2027-06-30.")},
    )
    key = forms.CharField(max_length=40, initial=new_code, widget=forms.HiddenInput)

    def clean_person(self) -> str:
        """A NUL or the like is nobody's Unilogin."""
        typed: str = self.cleaned_data["person"].strip()
        if not typed.isprintable():
            raise forms.ValidationError(_("Ingen her har det Unilogin."))
        return typed
