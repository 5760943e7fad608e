"""What is pressed, as clean values."""

from django import forms

from spor.base.codes import new_code


class ReaderForm(forms.Form):
    """`adult` is a code, "" for nobody at all; `sees` is whether the adult is let in."""

    adult = forms.CharField(required=False, max_length=12)
    sees = forms.BooleanField(required=False)


class WishForm(forms.Form):
    """Whom, and perhaps what about. How long that may be is said by the deed."""

    adult = forms.CharField(required=False, max_length=12)
    text = forms.CharField(required=False, strip=False)
    key = forms.CharField(required=False, max_length=40)

    def clean_key(self) -> str:
        """One that is missing is replaced: then this press is its own."""
        return str(self.cleaned_data.get("key") or new_code())
