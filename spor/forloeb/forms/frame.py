"""Where and when a forløb belongs."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.codes import new_code
from spor.curriculum.models import Subject
from spor.curriculum.queries import subjects
from spor.forloeb.actions.start_forloeb import Frame
from spor.forloeb.forms.fields import TITLE_MAX, LineField
from spor.forloeb.models import Forloeb
from spor.forloeb.weeks import year_of
from spor.people.models import School

_GRADES = [("", _("Ikke valgt")), ("0", _("Børnehaveklassen")), *((str(n), f"{n}. klasse") for n in range(1, 11))]
_WEEK = {"min": 1, "max": 53, "inputmode": "numeric"}
_CHOICE_WORDS = {"invalid_choice": _("Vælg en af dem på listen.")}
_WEEK_WORDS = {
    "invalid": _("Skriv ugens nummer, for eksempel 47."),
    "min_value": _("Ugerne går fra 1 til 53."),
    "max_value": _("Ugerne går fra 1 til 53."),
}


def _week(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs=_WEEK)
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=53, widget=widget, error_messages=_WEEK_WORDS
    )


class FrameForm(forms.Form):
    """Subject, weeks and grade; all may be left empty."""

    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=_("Fag"),
        required=False,
        empty_label=_("Flere fag eller intet"),
        error_messages=_CHOICE_WORDS,
    )
    from_week = _week(_("Fra uge"))
    to_week = _week(_("Til uge"))
    grade = forms.TypedChoiceField(
        label=_("Klassetrin"),
        required=False,
        choices=_GRADES,
        coerce=int,
        empty_value=None,
        error_messages=_CHOICE_WORDS,
    )

    def __init__(self, *args: Any, today: dt.date, forloeb: Forloeb | None = None, **kwargs: Any) -> None:
        if forloeb is not None:
            kwargs["initial"] = {
                "subject": forloeb.subject_id,
                "from_week": forloeb.from_week,
                "to_week": forloeb.to_week,
                "grade": "" if forloeb.grade is None else str(forloeb.grade),
            }
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["subject"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = subjects(today=today)

    def frame(self) -> Frame:
        """What was chosen, with the year the first week then lies in."""
        said = self.cleaned_data
        first = said["from_week"]
        year = None if first is None else year_of(first, self.today)
        return Frame(said["subject"], said["grade"], first, said["to_week"], year)


class StartForm(FrameForm):
    """A new forløb: a title, and the frame."""

    title = LineField(TITLE_MAX, label=_("Titel"), required=True)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    school = forms.ModelChoiceField(
        School.objects.none(), label=_("Skole"), empty_label=None, error_messages=_CHOICE_WORDS
    )

    field_order = ("title", "subject", "from_week", "to_week", "grade", "school")

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].error_messages["required"] = _("Giv forløbet en titel. Du kan ændre den senere.")
        self.initial.setdefault("key", new_code())
        place = self.fields["school"]
        assert isinstance(place, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        place.queryset = schools
        place.to_field_name = "code"
        if len(schools) == 1:
            place.widget, place.initial = forms.HiddenInput(), schools[0].code
