"""The year plan: which weeks, and what is meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.schoolyear import Week, week_of, weeks_between, year_starts
from spor.curriculum.models import Subject
from spor.teaching.forms.run import as_week
from spor.teaching.lanes import WEEK, Bar

ACROSS = "paa-tvaers"  # stands where a subject's code does, for what belongs to none
# The buttons of a bar: name → weeks that its beginning and its end move.
STEPS = {"earlier": (-1, -1), "later": (1, 1), "shorter": (0, -1), "longer": (0, 1)}


def year_choices(year: int) -> list[tuple[str, str]]:
    """The weeks of the school year, as («2026-47», «uge 47 · 16.11.»)."""
    weeks = weeks_between(year_starts(year), year_starts(year + 1))
    return [
        (f"{week.year}-{week.number}", f"uge {week.number} · {week.monday.day}.{week.monday.month}.") for week in weeks
    ]


class WeeksForm(forms.Form):
    """From and to, both included."""

    first = forms.ChoiceField(label=_("Fra uge"), error_messages={"invalid_choice": _("Vælg en uge i skoleåret.")})
    last = forms.ChoiceField(
        label=_("Til og med uge"), error_messages={"invalid_choice": _("Vælg en uge i skoleåret.")}
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            self.fields[name].choices = year_choices(year)  # type: ignore[attr-defined] # the form types its fields as Field, these have choices

    def weeks(self) -> tuple[Week, Week]:
        return as_week(self.cleaned_data["first"]), as_week(self.cleaned_data["last"])


class IdeaForm(WeeksForm):
    """What is meant, in which of one's own subjects."""

    title = forms.CharField(
        label=_("Hvad vil I arbejde med?"),
        max_length=200,
        error_messages={"required": _("Skriv et par ord. Resten kan vente."), "max_length": _("Højst 200 tegn.")},
    )
    subject = forms.ChoiceField(label=_("Fag"), error_messages={"invalid_choice": _("Vælg et af dine fag.")})
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    field_order = ("title", "subject", "first", "last", "key")

    def __init__(self, *args: Any, subjects: list[Subject], across: bool = False, **kwargs: Any) -> None:
        """`across`: whether an idea may belong to no subject."""
        super().__init__(*args, **kwargs)
        self.by_code = {subject.code: subject for subject in subjects}
        choices = [(subject.code, subject.name) for subject in subjects]
        self.fields["subject"].choices = choices + [(ACROSS, _("På tværs"))] * across  # type: ignore[attr-defined] # as above

    def idea(self) -> dict[str, Any]:
        """What `lay_idea` takes besides the class."""
        first, last = self.weeks()
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "subject": self.by_code.get(cleaned["subject"]),
            "first": first,
            "last": last,
            "key": cleaned["key"],
        }


def stepped(bar: Bar, step: str) -> tuple[Week, Week]:
    """The weeks of a bar after one press of a button; one week is the shortest."""
    begins, ends = STEPS[step]
    first, last = bar.starts_on + begins * WEEK, bar.ends_on - WEEK + ends * WEEK
    return week_of(first), week_of(max(first, last))


def weeks_initial(bar: Bar) -> dict[str, str]:
    first, last = week_of(bar.starts_on), week_of(bar.ends_on - WEEK)
    return {"first": f"{first.year}-{first.number}", "last": f"{last.year}-{last.number}"}
