"""Talks: the moments of a class, and texts."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from spor.base.clock import COPENHAGEN


class WordsForm(forms.Form):
    """A preparation, or what was said."""

    text = forms.CharField(required=False, strip=False)


class CallForm(forms.Form):
    """A moment a pupil, as fields «tid-<code>»; those left empty are left alone."""

    place = forms.CharField(required=False, max_length=100)
    key = forms.CharField(max_length=30)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        moments: dict[str, dt.datetime] = {}
        for name, text in self.data.items():
            if name.startswith("tid-") and text:
                when = _moment(str(text))
                if when is None:
                    raise forms.ValidationError(_("Skriv tiden som dag og klokkeslæt."))
                moments[name.removeprefix("tid-")[:12]] = when
        return clean | {"moments": moments}


def _moment(text: str) -> dt.datetime | None:
    """A datetime-local value as Copenhagen's; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found.replace(tzinfo=COPENHAGEN) if found and found.tzinfo is None else None
