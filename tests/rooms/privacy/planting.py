"""Rows about a person in every declared model, made from the declarations and the models alone, with a word of their own in every text.

A model that somebody declares tomorrow is planted too, with no line here.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from spor.access.models import Event
from spor.base import files
from spor.base.codes import CodeField, new_code
from spor.base.models import StoredFile
from spor.people.models import Person
from spor.privacy import declared
from spor.privacy.gathering import subjects
from tests.cast import NOW, TODAY

LOOSE = {"pupil_id", "actor_id", "owner_id", "person_id"}


class Planter:
    """Plants rows about `person`; every text of theirs holds `word`, every other person they name is `other`."""

    def __init__(self, person: Person, word: str, other: Person) -> None:
        self.person, self.word, self.other = person, word, other
        self.made: dict[type[models.Model], Any] = {}
        self.failed: list[str] = []

    def all(self) -> None:
        """One row at least in every declared model that ends with the person. Checks of the database are not asked (SQLite)."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = ON")
            for each in declared.declarations():
                model = declared.model_of(each)
                is_own = declared.names_person(each) and not (declared.is_shared(each) and each.erasure == "delete")
                if is_own and (model is Person or ends_with_person(model)):  # what is shared is made with its trace
                    self._try(model)
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")

    def _try(self, model: type[models.Model]) -> None:
        try:
            with transaction.atomic():
                self.row(model)
        except IntegrityError as reason:
            self.failed.append(f"{model._meta.label}: {reason}")

    def row(self, model: type[models.Model]) -> Any:
        if model in self.made:
            return self.made[model]
        said = declared.of(model)
        existing = subjects(said, [self.person.pk]).first() if said and said.erasure != "cascade" else None
        if existing is not None:
            self._write_in(existing)
            self.made[model] = existing
            return existing
        self.made[model] = None  # being made: what points in a circle stays empty
        row = model()
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                self._fill(row, field, said.subject.split("__")[0] if said else "")
        row.save(force_insert=True)
        self.made[model] = row
        return row

    def _is_tied(self, row: Any) -> bool:
        """PostgreSQL's checks are asked, and many say «one of these»: there the first alone is pointed to."""
        tied = [field for field in row._meta.concrete_fields if field.null and ends_with_person(field.related_model)]
        return connection.vendor != "sqlite" and any(getattr(row, field.attname) for field in tied)

    def _write_in(self, row: Any) -> None:
        for field in row._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, CodeField)
            if is_text and not field.choices and (field.max_length or 99) >= len(self.word) + 6:
                setattr(row, field.name, self._text(field))
        row.save()

    def _text(self, field: Any) -> str:
        words = f"{self.word}-{new_code()[:5]}" if field.unique else self.word
        return f"{words}@eksempel.dk" if isinstance(field, models.EmailField) else words[: field.max_length]

    def _fill(self, row: Any, field: Any, subject: str) -> None:
        if field.related_model is not None:
            self._point(row, field, subject)
        elif field.name in LOOSE:
            setattr(row, field.attname, (self.person if field.name == subject else self.other).pk)
        elif isinstance(field, CodeField):
            pass
        elif isinstance(field, models.CharField | models.TextField):
            setattr(row, field.name, field.choices[0][0] if field.choices else self._text(field))
        elif not field.null and not field.has_default():
            setattr(row, field.name, _plain(field))

    def _point(self, row: Any, field: Any, subject: str) -> None:
        model, value = field.related_model, None
        if model is Person:
            value = self.person if field.name == subject else self.other
        elif model is StoredFile:
            value = self.file()
        elif model is Event:
            value = Event.objects.create(deed="planted", at=NOW, thing="person", pupil_id=self.person.pk)
        elif ends_with_person(model):
            value = None if field.null and self._is_tied(row) else self.row(model)
        elif (said := declared.of(type(row))) and field.name in said.owns:
            self.made.pop(model, None)
            value = self.row(model)
        elif not field.null:
            value = model._default_manager.order_by("pk").first() or Planter(self.other, "jord", self.other).row(model)
        setattr(row, field.name, value)

    def file(self) -> StoredFile:
        content = f"{self.word} i en fil, {new_code()}".encode()
        return files.keep_made(content, name=f"{self.word}.pdf", now=NOW)


def ends_with_person(model: type[models.Model] | None) -> bool:
    """Is a row of it erased with its person: by its own declaration, or with a row it belongs to?"""
    said = declared.of(model) if model else None
    if said is None or not declared.names_person(said) or said.erasure in ("keep", "blank"):
        return False
    parents = [field.related_model for field in model._meta.concrete_fields if field.related_model not in (None, model)]
    return said.erasure == "delete" or any(ends_with_person(parent) for parent in parents)


def _plain(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return NOW
    if isinstance(field, models.DateField):
        return TODAY - dt.timedelta(days=30)
    if isinstance(field, models.TimeField):
        return dt.time(8)
    return False if isinstance(field, models.BooleanField) else 1
