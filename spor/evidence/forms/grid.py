"""A row of the class's grid as a form: a level a goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.base.codes import new_code
from spor.curriculum.models import Goal
from spor.evidence.forms.fields import KEY_LENGTH, FilesForm
from spor.evidence.queries.feedback import level_field
from spor.evidence.queries.grid import Cell, Column
from spor.ui.levels import LEVELS

_CHOICES = [("", ""), *((str(level), str(level)) for level in LEVELS)]


def _level(**more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=_CHOICES,
        error_messages={"invalid_choice": _("Vælg et af de fem niveauer.")},
        **more,
    )


class CellForm(FilesForm):
    """One key press."""

    key = forms.CharField(required=False, max_length=KEY_LENGTH)
    level = _level()

    @property
    def pressed(self) -> str:
        return str(self.cleaned_data["key"])


class LineForm(FilesForm):
    """One pupil's goals. What is left as it stands is no new judgement."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, cells: list[tuple[Column, Cell]], *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"key": new_code()}, **more)
        self.cells = cells
        for column, cell in cells:
            if column.can_set:
                self.fields[level_field(column.code)] = _level(label=column.text, initial=cell.level)

    @property
    def rows(self) -> list[tuple[Column, Cell, Any]]:
        """Each goal that may be judged, with the level that stands in the form."""
        chosen = [(column, cell) for column, cell in self.cells if column.can_set]
        return [(column, cell, self._shown(column)) for column, cell in chosen]

    def _shown(self, column: Column) -> Any:
        value = self[level_field(column.code)].value()
        return value if str(value) in dict(_CHOICES) else None

    @property
    def changed(self) -> dict[Goal, int]:
        """The levels that are other than those that stand."""
        found = {}
        for column, cell in self.cells:
            level = self.cleaned_data.get(level_field(column.code))
            if level is not None and level != cell.level:
                found[column.goal] = level
        return found

    @property
    def pressed(self) -> str:
        return str(self.cleaned_data["key"])
