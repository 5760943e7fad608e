"""«Jeg vil …» as clean values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.codes import new_code
from spor.base.errors import Refused


class OwnGoalForm(forms.Form):
    """How long it may be is said by the deed, so that what was typed comes back with the sentence."""

    text = forms.CharField(
        label=_("Jeg vil …"), required=False, strip=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_key(self) -> str:
        """One that is missing is replaced: then this press is its own."""
        return str(self.cleaned_data.get("key") or new_code())

    def refuse(self, reason: Refused) -> None:
        """Show why it was not set."""
        self.add_error(reason.field if reason.field in self.fields else None, str(reason))
