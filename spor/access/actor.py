"""Who acts: a person, the moment, and the facts of the session. Everything a right is decided from."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spor.access import relations
from spor.base import clock

NOBODY = 0


@dataclass(frozen=True)
class Actor:
    """person_id 0 (`NOBODY`) is somebody not signed in. `mfa` and `substantial` are facts of the session, not of the person.

    on_tablet   a pupil who named themself by picture on a class's tablet: only the rights of policy.ON_TABLET
    about   the one pupil that all this actor asks is about, 0 for whoever asks freely (see `spor.access.anyone`)
    """

    person_id: int
    now: dt.datetime
    account_id: int | None = None
    mfa: bool = False
    substantial: bool = False
    on_tablet: bool = False
    about: int = 0
    # What this request has already read of its actor.
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def relations(self) -> relations.Relations:
        """Loaded once; one query."""
        return relations.load(self.person_id, self.now) if self.person_id else relations.Relations()

    @cached_property
    def today(self) -> dt.date:
        return clock.today(self.now)

    @property
    def is_signed_in(self) -> bool:
        return self.person_id != NOBODY

    @property
    def is_staff(self) -> bool:
        return bool(self.relations.schools_of("staff"))

    @property
    def is_guardian(self) -> bool:
        return bool(self.relations.pupils_of("guardian"))


def nobody(now: dt.datetime) -> Actor:
    """An actor with no relation to anything."""
    return Actor(NOBODY, now)
