"""A line of the week plan."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.curriculum.models import Subject
from spor.teaching.actions.say_in_week import Said
from spor.teaching.holidays import DAY
from spor.ui.moments import long_day


class LineForm(forms.Form):
    """What is done, and what to remember. `seen` is the state of the words that the writer saw."""

    what = forms.CharField(
        label=_("Det skal vi"),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Højst 300 tegn. Skriv resten i forløbet.")},
    )
    bring = forms.CharField(
        label=_("Husk"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Højst 200 tegn.")},
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def typed(self) -> dict[str, str]:
        """The words as they came."""
        return {name: str(self.data.get(name, "")) for name in ("what", "bring")}


class NewLineForm(LineForm):
    """A line of its own: which day, and which subject if any."""

    day = forms.ChoiceField(label=_("Dag"), error_messages={"invalid_choice": _("Vælg en dag i ugen.")})
    subject = forms.ChoiceField(
        label=_("Fag"), required=False, error_messages={"invalid_choice": _("Vælg et fag på listen.")}
    )

    field_order = ("day", "subject", "what", "bring", "key")

    def __init__(self, *args: Any, monday: dt.date, subjects: list[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {subject.code: subject for subject in subjects}
        days = [monday + number * DAY for number in range(5)]
        self.fields["day"].choices = [(day.isoformat(), long_day(day).capitalize()) for day in days]  # type: ignore[attr-defined] # the form types its fields as Field, these have choices
        self.fields["subject"].choices = [  # type: ignore[attr-defined] # as above
            ("", _("Hele klassen")),
            *((subject.code, subject.name) for subject in subjects),
        ]

    def new_line(self) -> dict[str, Any]:
        """What `add_line` takes besides the class and the week."""
        cleaned = self.cleaned_data
        return {
            "day": dt.date.fromisoformat(cleaned["day"]),
            "subject": self.by_code.get(cleaned["subject"]),
            "said": Said(cleaned["what"], cleaned["bring"]),
            "key": cleaned["key"],
        }
