import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from spor.curriculum.frameworks import load_framework


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 25)


@pytest.fixture
def framework(db):
    """Fælles Mål as it ships, loaded."""
    return load_framework()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The same once for a module whose tests all want it: each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_framework()
        yield
        transaction.set_rollback(True)
