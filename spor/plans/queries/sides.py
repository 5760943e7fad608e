"""On whose side a reader stands towards a pupil. It says whose words they are, and gives no right."""

from spor.access.actor import Actor
from spor.plans.models.agreement import Side


def side_of(actor: Actor, pupil_id: int) -> str:
    """The pupil's own, the home's, or the school's. A teacher who is also the pupil's mother speaks for the school in the class."""
    if actor.person_id == pupil_id:
        return Side.PUPIL
    known = actor.relations
    around = ("lead", "subject", "team", "case")
    if actor.substantial and any(pupil_id in known.pupils_of(kind) for kind in around):
        return Side.SCHOOL
    return Side.HOME if pupil_id in known.pupils_of("guardian") else Side.SCHOOL
