"""A pupil's reflection as clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.files import Prepared, prepare
from spor.base.models import StoredFile
from spor.base.text import clean_text

TEXT_MAX = 5_000
KEY_MAX = 40


class ReflectionForm(forms.Form):
    """Words, a voice, or both. `voice` is the recording, clean and on the disk; `status` is that of an answer that refuses."""

    text = forms.CharField(
        label=_("Hvad tænker du om det?"),
        required=False,
        strip=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _(
                "Teksten er på %(show_value)s tegn. Der er plads til %(limit_value)s, så den skal kortes af."
            )
        },
    )
    sound = forms.FileField(required=False, allow_empty_file=True)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.voice: Prepared | None = None
        self.status = 422

    def clean_text(self) -> str:
        return clean_text(str(self.cleaned_data.get("text") or ""))

    def clean_key(self) -> str:
        """One that is missing or made up is replaced: then this press is its own."""
        key = str(self.cleaned_data.get("key") or "")
        return key if 0 < len(key) <= KEY_MAX else new_code()

    def clean_sound(self) -> None:
        upload = self.cleaned_data.get("sound")
        if upload is not None:
            try:
                self.voice = prepare(upload, kinds=(StoredFile.Kind.SOUND,))
            except Refused as reason:
                self.status = reason.status
                raise forms.ValidationError(str(reason)) from reason

    def refuse(self, reason: Refused) -> None:
        """Show why the deed was not done."""
        self.status = reason.status
        self.add_error(reason.field if reason.field in self.fields else None, str(reason))
