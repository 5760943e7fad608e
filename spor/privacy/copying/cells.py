"""A row as a person can read it and a program can use it: the same words under the same headings in HTML, JSON and CSV."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import DateTimeField, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from spor.base import clock
from spor.base.models import StoredFile
from spor.people.models import Person
from spor.privacy import declared
from spor.privacy.copying.masking import Mask

PIECE = 200
# Means of the machine, that say nothing about anybody.
LEFT_OUT = {"id", "password", "fingerprint", "key", "stamp", "search_text", "n", "rank", "base", "batch"}
LABELS = {
    "text": _("Tekst"),
    "title": _("Titel"),
    "name": _("Navn"),
    "at": _("Hvornår"),
    "by": _("Af"),
    "pupil": _("Elev"),
    "person": _("Person"),
    "author": _("Skrevet af"),
    "from_on": _("Fra"),
    "to_on": _("Til (ikke med)"),
    "from_at": _("Fra"),
    "to_at": _("Til"),
    "group": _("Klasse eller hold"),
    "school": _("Skole"),
    "grade": _("Klassetrin"),
    "subject": _("Fag"),
    "goal": _("Mål"),
    "wording": _("Mål i elevsprog"),
    "level": _("Niveau (0–4)"),
    "file": _("Fil"),
    "sound": _("Lyd"),
    "pdf": _("PDF"),
    "given_name": _("Fornavn"),
    "family_name": _("Efternavn"),
    "born_on": _("Født"),
    "uniid": _("Unilogin"),
    "code": _("Kode"),
    "kind": _("Slags"),
    "answer": _("Svar"),
    "reason": _("Grund"),
    "purpose": _("Formål"),
    "made_at": _("Lavet"),
    "made_by": _("Lavet af"),
    "on": _("Dag"),
}


class Cells:
    """Turns rows into words. Remembers the files it has met, and what each is called in the copy."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.files: dict[int, str] = {}
        self.stored: dict[str, StoredFile] = {}

    def of(self, rows: QuerySet[Any]) -> Iterator[dict[str, str]]:
        """Each row as heading → words, a few hundred at a time whatever their number."""
        fields = [field for field in rows.model._meta.concrete_fields if field.name not in LEFT_OUT]
        each = rows.iterator(chunk_size=PIECE)
        while piece := list(islice(each, PIECE)):
            beside = self._beside(piece, fields)
            for row in piece:
                yield {self.label(field): self._said(row, field, beside) for field in fields}

    @staticmethod
    def label(field: Any) -> str:
        return str(LABELS.get(field.name, field.name))

    def _beside(self, piece: list[Any], fields: list[Any]) -> dict[type[Model], dict[int, Any]]:
        """The rows that these point to, all at once."""
        wanted: dict[Any, set[int]] = defaultdict(set)
        for field in fields:
            if field.related_model is not None:
                wanted[field.related_model] |= {getattr(row, field.attname) for row in piece} - {None}
            elif field.name.endswith("_id"):  # a person named without a foreign key
                wanted[Person] |= {getattr(row, field.attname) for row in piece} - {None}
        return {model: model._base_manager.in_bulk(ids) for model, ids in wanted.items()}

    def _said(self, row: Any, field: Any, beside: dict[type[Model], dict[int, Any]]) -> str:
        value = getattr(row, field.attname)
        if value is None:
            return ""
        if field.related_model is not None:
            return self._pointed(beside[field.related_model].get(value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, DateTimeField):
            return value.astimezone(clock.COPENHAGEN).isoformat(timespec="minutes")  # type: ignore[no-any-return] # a datetime
        if field.name.endswith("_id"):
            return self.mask.name(beside[Person].get(value)) if isinstance(value, int) else str(value)
        return self.mask.text(value) if isinstance(value, str) else str(value)

    def _pointed(self, other: Any) -> str:
        if isinstance(other, Person):
            return self.mask.name(other)
        if isinstance(other, StoredFile):
            return self._file(other)
        said = declared.of(type(other)) if other is not None else None
        if said is not None and declared.names_person(said):
            return str(getattr(other, "code", ""))
        return "" if other is None else str(other)

    def _file(self, stored: StoredFile) -> str:
        if stored.pk not in self.files:
            name = f"filer/{len(self.files) + 1:04d} {file_name(self.mask.text(stored.name))}"
            self.files[stored.pk] = name
            self.stored[name] = stored
        return self.files[stored.pk]


def file_name(name: str) -> str:
    """A name that unpacks into its folder on any computer, whatever it was called: letters, digits, blanks, `-`, `_` and one dot."""
    stem, _dot, ending = re.split(r"[\\/]", name)[-1].rpartition(".")
    kept = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in stem or ending)[:60].strip()
    kind = "".join(sign for sign in ending if sign.isascii() and sign.isalnum())[:5] if stem else ""
    return f"{kept or 'fil'}.{kind.lower()}" if kind else kept or "fil"
