"""What the tests of rights through HTTP begin with."""

import logging
from collections.abc import Iterator

import pytest

from tests.policy.doors import Doors
from tests.policy.school import LivingSchool


@pytest.fixture
def quiet() -> Iterator[None]:
    """Refusals by the thousand are what is asked for here, and no news for the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def school(db: None) -> LivingSchool:
    return LivingSchool()


@pytest.fixture
def doors(school: LivingSchool, quiet: None) -> Doors:
    return Doors(school)
