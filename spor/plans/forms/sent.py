"""What every form with typed words does when its hidden fields are not those of a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spor.base.errors import Refused


class Sent(forms.Form):
    """A form with typed words: nobody who wrote meets a page that has lost them."""

    def values(self) -> dict[str, Any]:
        """The clean values. Raises Refused where a hidden field is missing or made up: the page answers with the words in place."""
        if not self.is_valid():
            raise Refused(_("Siden var blevet for gammel. Dine ord står her stadig: prøv igen."))
        return dict(self.cleaned_data)

    def typed(self, name: str = "text") -> str:
        """The words as they came."""
        return str(self.data.get(name, ""))
