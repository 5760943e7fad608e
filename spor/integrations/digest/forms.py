"""The address that a person types."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """An e-mail address."""

    address = forms.EmailField(
        label=_("Din e-mailadresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Skriv den adresse, du vil have beskeden på."),
            "invalid": _("Adressen skal se ud som navn@sted.dk."),
            "max_length": _("Adressen er for lang. Den må højst fylde 254 tegn."),
        },
    )
