"""What was done, one row a deed. Audit only."""

from typing import TYPE_CHECKING

from spor.access.models import Event
from spor.base import clock

if TYPE_CHECKING:
    from spor.access.actor import Actor


def record(
    deed: str, *, actor: "Actor | None", thing: str, code: str = "", pupil_id: int | None = None, note: str = ""
) -> Event:
    """Write the event of a deed, inside the deed's own transaction. `note` holds no text that a person wrote; "tablet" says that it was
    done on a class's tablet, where a picture says who it was.
    """
    return Event.objects.create(
        deed=deed,
        at=actor.now if actor else clock.now(),
        actor_id=actor.person_id if actor and actor.is_signed_in else None,
        thing=thing,
        thing_code=code,
        pupil_id=pupil_id,
        note=(note or ("tablet" if actor and actor.on_tablet else ""))[:500],
    )
