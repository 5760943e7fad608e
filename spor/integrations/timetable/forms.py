"""The file, and from when its timetable holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.integrations.calendar.forms import TextFileForm


class TimetableForm(TextFileForm):
    from_on = forms.DateField(
        label=_("Gælder fra"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Skriv, hvornår skemaet gælder fra."),
            "invalid": _("Skriv datoen som 4.12.2026."),
        },
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"],
    )
