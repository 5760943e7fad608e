import datetime as dt

import pytest

from spor.curriculum.frameworks import load_framework


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 25)


@pytest.fixture
def framework(db):
    """Fælles Mål as it ships, loaded."""
    return load_framework()
