"""Keeping something at once: a pupil's own, or an adult's remark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.models import StoredFile
from spor.curriculum.models import Subject
from spor.evidence.forms.fields import Files, FilesForm, Words
from spor.evidence.queries.captures import CapturePage
from spor.forloeb.models import BlockGoal
from spor.people.models import Person

WORDS_MAX = 5_000
_SEEN = (StoredFile.Kind.PICTURE, StoredFile.Kind.SOUND, StoredFile.Kind.FILM)


class SubjectForm(FilesForm):
    """A form that guesses the subject and lets it be changed."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = forms.ChoiceField(
        label=_("Fag"), required=False, error_messages={"invalid_choice": _("Vælg et af fagene, eller intet.")}
    )

    def __init__(self, page: CapturePage, *args: Any, **more: Any) -> None:
        guessed = page.guessed
        super().__init__(
            *args, initial={"key": page.key, "text": page.text, "subject": guessed.code if guessed else ""}, **more
        )
        known = [*page.subjects, *([guessed] if guessed else [])]
        self.subjects = {subject.code: subject for subject in known}
        names = sorted((subject.name, code) for code, subject in self.subjects.items())
        self.fields["subject"].choices = [("", _("Intet fag")), *((code, name) for name, code in names)]  # type: ignore[attr-defined] # the stubs know only Field

    @property
    def chosen_subject(self) -> Subject | None:
        return self.subjects.get(self.cleaned_data.get("subject", ""))


class CaptureForm(SubjectForm):
    """A pupil's own. The button says who sees it: `shown` to teachers and home, or only the pupil."""

    text = Words(label=_("Skriv lidt om det"), max_length=WORDS_MAX, rows=2)
    uploads = Files()
    sound = Files(kinds=(StoredFile.Kind.SOUND,))
    audience = forms.CharField(required=False)

    @property
    def is_shown(self) -> bool:
        return self.cleaned_data.get("audience") == "shown"


class RemarkForm(SubjectForm):
    """What an adult saw, of one pupil or several."""

    text = Words(label=_("Hvad så du?"), max_length=WORDS_MAX, rows=3)
    uploads = Files(kinds=_SEEN)
    sound = Files(kinds=(StoredFile.Kind.SOUND,))
    pupils = forms.MultipleChoiceField(
        label=_("Hvem?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst én elev."),
            "invalid_choice": _("En af eleverne går ikke i klassen mere. Se på krydserne igen."),
        },
    )
    goal = forms.ChoiceField(
        label=_("Mål"), required=False, error_messages={"invalid_choice": _("Vælg et af målene, eller intet.")}
    )

    def __init__(self, page: CapturePage, *args: Any, **more: Any) -> None:
        super().__init__(page, *args, **more)
        self.people = {pupil.code: pupil for pupil in page.pupils}
        self.goals = {row.goal.code: row for row in page.goals}
        self.fields["pupils"].choices = [(code, pupil.name) for code, pupil in self.people.items()]  # type: ignore[attr-defined] # the stubs know only Field
        self.fields["goal"].choices = [("", _("Intet mål")), *((code, str(row)) for code, row in self.goals.items())]  # type: ignore[attr-defined] # as above

    @property
    def chosen_pupils(self) -> list[Person]:
        return [self.people[code] for code in self.cleaned_data.get("pupils", [])]

    @property
    def names(self) -> str:
        """«Alma og Oskar», «Alma og 3 andre»."""
        names = [pupil.first_name for pupil in self.chosen_pupils]
        if len(names) > 2:
            return _("%(name)s og %(count)s andre") % {"name": names[0], "count": len(names) - 1}
        return str(_(" og ")).join(names)

    @property
    def chosen_goal(self) -> BlockGoal | None:
        return self.goals.get(self.cleaned_data.get("goal", ""))

    def clean(self) -> dict[str, Any]:
        super().clean()
        if len(self.ready) > 1:
            self.add_error("uploads", _("Der er plads til ét billede eller én lyd i en note."))
        return self.cleaned_data
