"""Fields that clean what they get and say in Danish what is too long, with the figures."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from spor.base.text import clean_line, clean_text

TITLE_MAX = 200
BODY_MAX = 50_000


class _Typed(forms.CharField):
    """As typed, but for blanks at the ends. The browser is told no limit: it would cut a pasted text without a word."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(required=kwargs.pop("required", False), **kwargs)
        message = _("Teksten er på %(show_value)d tegn, og der er plads til %(limit_value)d. Gør den lidt kortere.")
        self.validators.append(MaxLengthValidator(most, message))


class LineField(_Typed):
    def to_python(self, value: Any) -> str:
        return clean_line(str(value or ""))


class SentenceField(LineField):
    """One line that may be long: the field grows with it."""

    widget = forms.Textarea

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(most, **kwargs)
        self.widget.attrs = {"rows": "1"}


class ProseField(_Typed):
    widget = forms.Textarea

    def __init__(self, most: int = BODY_MAX, **kwargs: Any) -> None:
        super().__init__(most, **kwargs)
        self.widget.attrs = {"rows": "3"}

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or ""))
