"""What a teacher writes, says and sets before sending."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.models import StoredFile
from spor.base.text import clean_line
from spor.curriculum.models import Goal
from spor.evidence.actions.feedback import Words as Said
from spor.evidence.actions.phrases import PHRASE_MAX
from spor.evidence.forms.fields import Files, FilesForm, Words
from spor.evidence.models import Trace
from spor.evidence.queries.sheet import GoalLine, Sheet
from spor.ui.levels import LEVELS

TEXT_MAX = 10_000
_LEVELS = frozenset(map(str, LEVELS))


class FeedbackForm(FilesForm):
    """The whole of the sheet beside the product. A level left out is no judgement."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=12)
    text = Words(label=_("Feedback"), max_length=TEXT_MAX, rows=4)
    sound = Files(kinds=(StoredFile.Kind.SOUND,))
    kept = forms.BooleanField(label=_("Send din optagelse med"), required=False)
    to = forms.MultipleChoiceField(
        label=_("Hvem skal have det?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("En af dem er ikke med i gruppen mere. Se på krydserne igen.")},
    )

    def __init__(self, page: Sheet, *args: Any, **more: Any) -> None:
        first = {"key": page.key, "seen": page.seen, "text": page.text, "kept": page.kept is not None}
        makers = {trace.pupil.code: trace for trace in page.traces}
        super().__init__(*args, initial=first | {"to": list(makers)}, **more)
        self.page, self.makers = page, makers
        if page.kept is None:
            del self.fields["kept"]
        if len(makers) > 1:
            self.fields["to"].choices = [(code, trace.pupil.name) for code, trace in makers.items()]  # type: ignore[attr-defined] # the stubs know only Field
        else:
            del self.fields["to"]
        for line in self.judged:
            self.fields[line.field] = forms.TypedChoiceField(
                label=line.text,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", ""), *((level, level) for level in sorted(_LEVELS))],
                initial=line.level,
                error_messages={"invalid_choice": _("Vælg et af niveauerne.")},
            )

    @property
    def judged(self) -> list[GoalLine]:
        """The goals the writer may set a level of."""
        return [line for line in self.page.goals if line.can_judge]

    @property
    def rows(self) -> list[tuple[GoalLine, Any]]:
        """Each goal with the level that stands in the form; what is no level is none."""
        chosen = [(line, str(self[line.field].value())) for line in self.judged]
        return [(line, value if value in _LEVELS else "") for line, value in chosen]

    @property
    def level_faults(self) -> list[str]:
        """What is wrong with the levels, each sentence once."""
        return list(dict.fromkeys(str(error) for line in self.judged for error in self[line.field].errors))

    @property
    def are_levels_open(self) -> bool:
        """Levels are an offer: folded where the assignment asks for none, until one is chosen."""
        return self.page.wants_levels or any(value for _, value in self.rows)

    @property
    def words(self) -> Said:
        """What is said, of a valid form."""
        levels: dict[Goal, int] = {}
        for line in self.judged:
            level = self.cleaned_data.get(line.field)
            if level is not None:
                levels[line.block_goal.goal] = level
        return Said(
            text=self.cleaned_data["text"],
            sound=self.ready[-1] if self.ready else None,
            kept=self.page.kept if self.cleaned_data.get("kept") else None,
            levels=levels,
        )

    @property
    def chosen(self) -> list[Trace] | None:
        """Those who shall have it; None for all."""
        if "to" not in self.fields:
            return None
        return [self.makers[code] for code in self.cleaned_data["to"]]

    @property
    def pressed(self) -> str:
        """The key of this press."""
        return str(self.cleaned_data.get("key", ""))


class ReturnForm(FilesForm):
    """A few words on what to work on."""

    text = Words(label=_("Hvad skal der arbejdes videre med?"), max_length=2_000, rows=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="retur_%s", **more)  # it stands on the page of the other form


class PhraseForm(FilesForm):
    """One standing sentence."""

    text = Words(label=_("Ny fast sætning"), max_length=PHRASE_MAX, widget=forms.TextInput())

    def clean_text(self) -> str:
        return clean_line(self.cleaned_data["text"])
