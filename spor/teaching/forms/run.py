"""Text into clean values: weeks and dates."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.schoolyear import Week, school_year, week_of, weeks_between, year_starts
from spor.forloeb.models import Forloeb
from spor.people.models import Group
from spor.teaching.models import Idea


def week_choices(today: dt.date) -> list[tuple[str, str]]:
    """The weeks of the running school year, as («2026-47», «uge 47 · 16. november»)."""
    first = year_starts(school_year(today))
    weeks = weeks_between(first, year_starts(school_year(today) + 1))
    return [
        (f"{week.year}-{week.number}", f"uge {week.number} · {week.monday.day}.{week.monday.month}.") for week in weeks
    ]


def as_week(text: str) -> Week:
    """«2026-47» as a week. ValueError when it is none."""
    year, number = text.split("-")
    week = Week(int(year), int(number))
    week.monday  # noqa: B018 # raises ValueError for a week the year does not have
    return week


def proposed(forloeb: Forloeb, groups: list[Group], idea: Idea | None = None) -> dict[str, str]:
    """What the form begins with: where it stands on the year plan; else its own weeks, and the class of its grade."""
    found: dict[str, str] = {}
    if idea is not None:
        first, last = week_of(idea.starts_on), week_of(idea.ends_on - dt.timedelta(days=7))
        weeks = {"from_week": f"{first.year}-{first.number}", "to_week": f"{last.year}-{last.number}"}
        return weeks | {"group": next(group.code for group in groups if group.pk == idea.group_id)}
    year = forloeb.week_year
    if year and forloeb.from_week and forloeb.to_week:
        last_year = year if forloeb.to_week >= forloeb.from_week else year + 1
        found = {"from_week": f"{year}-{forloeb.from_week}", "to_week": f"{last_year}-{forloeb.to_week}"}
    right = [group for group in groups if group.grade == forloeb.grade] or groups
    if right:
        found["group"] = right[0].code
    return found


class StartForm(forms.Form):
    """Which class, and which weeks. `groups` are those the teacher may start it for."""

    group = forms.ChoiceField(
        label=_("Klasse eller hold"),
        error_messages={"required": _("Vælg en klasse."), "invalid_choice": _("Vælg en af dine klasser.")},
    )
    from_week = forms.ChoiceField(label=_("Fra uge"), error_messages={"invalid_choice": _("Vælg en uge i skoleåret.")})
    to_week = forms.ChoiceField(
        label=_("Til og med uge"), error_messages={"invalid_choice": _("Vælg en uge i skoleåret.")}
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: list[Group], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {group.code: group for group in groups}
        weeks = week_choices(today)
        self.fields["group"].choices = [(group.code, f"{group.name} · {group.school.name}") for group in groups]  # type: ignore[attr-defined] # the form types its fields as Field, these have choices
        for name in ("from_week", "to_week"):
            self.fields[name].choices = weeks  # type: ignore[attr-defined] # the form types its fields as Field, these have choices
        if not self.is_bound:
            this = week_of(today)
            self.initial.setdefault("from_week", f"{this.year}-{this.number}")
            self.initial.setdefault("to_week", f"{this.year}-{this.number}")

    def clean(self) -> dict[str, Any]:
        """Adds `chosen` (Group), `first` and `last` (Week)."""
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["chosen"] = self.by_code[cleaned["group"]]
            cleaned["first"], cleaned["last"] = as_week(cleaned["from_week"]), as_week(cleaned["to_week"])
        return cleaned


class DueForm(forms.Form):
    due_on = forms.DateField(
        label=_("Afleveres"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv datoen som 4.12.2026 eller vælg den i kalenderen.")},
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"],
    )
