"""Handing in, with or without own words and levels."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.evidence.forms.fields import Files, FilesForm, Words
from spor.evidence.queries import young
from spor.evidence.queries.hand_ins import GoalLine, HandInPage
from spor.people.models import Person
from spor.ui.levels import LEVELS

TEXT_MAX = 20_000
WORDS_MAX = 2_000
SOUND = (StoredFile.Kind.SOUND,)


class LevelsForm(FilesForm):
    """Own words and a level a goal. `lines` are the goals."""

    self_text = Words(label=_("Hvordan gik det?"), max_length=WORDS_MAX, rows=2)

    def __init__(self, lines: list[GoalLine], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines = lines
        for line in lines:
            self.fields[line.field] = forms.TypedChoiceField(
                label=line.text,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", ""), *((level, str(level)) for level in LEVELS)],
                initial=line.level,
                error_messages={"invalid_choice": _("Vælg et af niveauerne.")},
            )

    @property
    def levels(self) -> dict[Goal, int]:
        """The level a goal, of the goals where one was chosen."""
        chosen = {line.goal: self.cleaned_data.get(line.field) for line in self.lines}
        return {goal: level for goal, level in chosen.items() if level is not None}

    @property
    def rows(self) -> list[tuple[GoalLine, int | None]]:
        """Each goal with the level that stands in the form."""
        standing = {str(level): level for level in LEVELS}
        return [(line, standing.get(str(self[line.field].value()))) for line in self.lines]

    @property
    def has_levels(self) -> bool:
        return any(level is not None for _line, level in self.rows)

    @property
    def level_errors(self) -> list[str]:
        return [str(said) for line in self.lines for said in self.errors.get(line.field, [])][:1]

    @property
    def faces(self) -> list[young.Face]:
        return young.faces()


class HandInForm(LevelsForm):
    """The whole of a hand-in. What is typed and chosen stays in it whatever is wrong."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = Words(label=_("Skriv"), max_length=TEXT_MAX, rows=5)
    uploads = Files()
    sound = Files(kinds=SOUND)
    makers = forms.MultipleChoiceField(
        label=_("Hvem har lavet det sammen med dig?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("En af dem går ikke i klassen mere. Se på krydserne igen.")},
    )

    def __init__(self, page: HandInPage, *args: Any, **more: Any) -> None:
        first = {"key": page.key, "text": page.text, "self_text": page.self_text}
        super().__init__(page.goals, *args, initial=first, **more)
        self.classmates = {person.code: person for person in page.classmates}
        self.fields["makers"].choices = [(code, person.name) for code, person in self.classmates.items()]  # type: ignore[attr-defined] # the stubs know only Field
        if not page.classmates:
            del self.fields["makers"]

    @property
    def pressed(self) -> str:
        """The key of this press."""
        return str(self.cleaned_data.get("key", ""))

    @property
    def chosen(self) -> list[Person]:
        """The classmates who were ticked."""
        return [self.classmates[code] for code in self.cleaned_data.get("makers", [])]


class UploadForm(FilesForm):
    """Files alone, as they are chosen."""

    uploads = Files()
    sound = Files(kinds=SOUND)
