"""«Jeg vil …» as clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.models import StoredFile
from spor.evidence.forms.fields import Files, FilesForm
from spor.evidence.queries.young import Wish, wishes


class OwnGoalForm(FilesForm):
    """How long it may be is said by the deed, so that what was typed comes back with the sentence.

    wish, sound  the picture that a child who does not write chose, and what it said
    """

    text = forms.CharField(
        label=_("Jeg vil …"), required=False, strip=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    wish = forms.CharField(required=False, max_length=20)
    sound = Files(kinds=(StoredFile.Kind.SOUND,))
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def new_goal(self) -> dict[str, Any]:
        """What `set_own_goal` takes: the words are those of the picture where nothing was typed."""
        sent = self.cleaned_data
        voice = self.ready[0] if self.ready else None
        wish = self.chosen or (Wish("mic", str(_("Hør, hvad jeg vil"))) if voice else Wish("", ""))
        text = str(sent.get("text") or "") or wish.text
        return {"text": text, "icon": wish.icon, "sound": voice, "key": sent["key"]}

    @property
    def chosen(self) -> Wish | None:
        return next((each for each in wishes() if each.icon == self.data.get("wish")), None)
