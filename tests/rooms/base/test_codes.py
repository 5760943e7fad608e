"""Codes, refusals, and the database's word on what it is."""

import re

import pytest
from django.db import IntegrityError, connection, transaction

from spor.base.codes import ALPHABET, LENGTH, CodeConverter, CodeField, new_code
from spor.base.errors import Refused
from spor.base.models import Installation, StoredFile


def test_codes_are_twelve_letters_that_cannot_be_misread_and_never_repeat() -> None:
    codes = {new_code() for _ in range(5000)}
    assert len(codes) == 5000
    assert {len(code) for code in codes} == {LENGTH} == {12}
    assert set("".join(codes)) == set(ALPHABET) and not set("ilou") & set(ALPHABET)


def test_only_a_code_reaches_a_view() -> None:
    pattern = re.compile(CodeConverter.regex)
    assert pattern.fullmatch(new_code())
    for other in (
        "",
        "1",
        "0123456789a",
        "0123456789abc",
        "0123456789aB",
        "0123456789ai",
        "../../etc/pa",
        "0123456789a\n",
    ):
        assert not pattern.fullmatch(other)


def test_a_migration_says_no_more_than_that_it_is_a_code() -> None:
    _, path, args, options = CodeField().deconstruct()
    assert (path, args, options) == ("spor.base.codes.CodeField", [], {})


def test_a_code_is_there_before_the_row() -> None:
    assert len(StoredFile().code) == LENGTH


@pytest.mark.django_db
def test_there_is_one_installation_at_most() -> None:
    Installation.objects.create(kind=Installation.Kind.REAL)
    for only in (True, False):
        with pytest.raises(IntegrityError), transaction.atomic():
            Installation.objects.create(kind=Installation.Kind.DEMO, only=only)


def test_a_refusal_is_its_sentence() -> None:
    refusal = Refused("November har 30 dage.")
    assert (str(refusal), refusal.status, refusal.field) == ("November har 30 dage.", 422, "")


@pytest.mark.django_db
def test_the_embedded_database_is_ours() -> None:
    if connection.vendor == "sqlite":
        assert connection.settings_dict["ENGINE"] == "spor.base.sqlite3"
