"""Whose year is whose: the subject's teacher in the class; until it has one, whoever leads the class. The guard has the last word."""

from spor.access import guard
from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.people.models import Group, live


def owned(actor: Actor, group: Group, shown: set[int]) -> set[int | None]:
    """Ids of the subjects whose year in this class the actor owns, of those they teach it and of `shown`. One query.

    None stands for the forløb that belong to no subject: they are the class leader's.
    """
    if not guard.can(actor, "teach", group) or not actor.substantial:
        return set()
    known = actor.relations
    own: set[int | None] = {subject for subject, groups in known.subject_groups.items() if group.pk in groups}
    if group.pk in known.groups_of("lead"):
        taught = TeamRole.objects.filter(live(actor.today), group=group, kind=TeamRole.Kind.SUBJECT)
        own |= {None, *(shown - set(taught.values_list("subject", flat=True)))}
    return own
