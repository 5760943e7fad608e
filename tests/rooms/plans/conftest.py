"""What the tests of this room begin with."""

import pytest

from tests.cast import Cast
from tests.rooms.plans import trail as trails


@pytest.fixture
def trail(cast: Cast) -> trails.Trail:
    """Oskar's autumn."""
    return trails.oskar(cast)
