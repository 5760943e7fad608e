"""A text file, chosen or carried along from the preview."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST = 1_000_000  # bytes: a school's year in iCal is a tenth of that


class TextFileForm(forms.Form):
    """`file` is what was chosen; `text` the same file as the preview carried it, so that what is taken is what was seen."""

    file = forms.FileField(label=_("Fil"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """Adds `content`, the file as text."""
        cleaned = super().clean() or {}
        chosen: UploadedFile[Any] | None = cleaned.get("file")
        if chosen is None and not cleaned.get("text"):
            raise forms.ValidationError({"file": _("Vælg en fil.")})
        if chosen is not None and (chosen.size or 0) > MOST:
            raise forms.ValidationError({"file": _("Filen fylder over 1 MB. Vælg en fil med kun ét skoleår.")})
        cleaned["content"] = decoded(chosen.read()) if chosen is not None else cleaned["text"]
        return cleaned


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, or what older planning systems and Excel write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
