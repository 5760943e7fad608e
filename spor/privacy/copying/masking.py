"""What concerns others is masked: another pupil or guardian is «en anden person», and the names of pupils around leave the texts."""

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from spor.evidence.models import Trace
from spor.people.models import Guardianship, Membership, Person, Post


@dataclass(frozen=True)
class Mask:
    """How a copy about `person`, for the person with the id `asker_id` (0: nobody in particular), speaks of others."""

    person: Person
    asker_id: int = 0

    @cached_property
    def _open(self) -> set[int]:
        """Whose names the asker has anyway: the person, the asker, and for a guardian the children that are theirs."""
        children = Guardianship.objects.filter(guardian=self.asker_id, to_on=None, has_custody=True)
        return {self.person.pk, self.asker_id, *children.values_list("pupil", flat=True)}

    def name(self, other: Person | None) -> str:
        """A person that a row points to. Staff acted in office and are named."""
        if other is None:
            return ""
        if other.pk in self._open or other.pk in self._staff:
            return other.name
        return _("en anden person")

    @cached_property
    def _staff(self) -> set[int]:
        return set(Post.objects.values_list("person", flat=True))

    def text(self, said: str) -> str:
        """The text without the other pupils' names."""
        return self._names.sub(_("[en anden]"), said) if self._names else said

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        own = {self.person.given_name, self.person.alias_given_name, self.person.name}
        words = {word for other in self._around() for word in _words(other)} - own
        if not words:
            return None
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?:s|'s|’s)?(?!\w)", re.IGNORECASE)

    def _around(self) -> QuerySet[Person]:
        """The pupils of the person's classes and groups, ever; whoever made a product with them; siblings."""
        pupil = Membership.Role.PUPIL
        groups = Membership.objects.filter(person=self.person, role=pupil).values("group")
        products = Trace.objects.filter(pupil=self.person, product__isnull=False).values("product")
        remarks = Trace.objects.filter(pupil=self.person, remark__isnull=False).values("remark")
        homes = Guardianship.objects.filter(pupil=self.person).values("guardian")
        together = Trace.objects.filter(Q(product__in=products) | Q(remark__in=remarks)).values("pupil")
        around = Person.objects.filter(
            Q(pk__in=Membership.objects.filter(group__in=groups, role=pupil).values("person"))
            | Q(pk__in=together)
            | Q(pk__in=Guardianship.objects.filter(guardian__in=homes).values("pupil"))
        )
        return around.exclude(pk__in=self._open)


def _words(other: Person) -> set[str]:
    """What somebody is called: whole names and first names, the alias and what it hides."""
    full = f"{other.given_name} {other.family_name}".strip()
    alias = f"{other.alias_given_name} {other.alias_family_name}".strip()
    firsts = {other.given_name, other.alias_given_name, *other.given_name.split()[:1]}
    return {word for word in {full, alias, *firsts} if len(word) > 1}
