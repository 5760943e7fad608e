"""A person's own forløb, and what a new one begins with."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base.collate import danish
from spor.curriculum.models import Subject
from spor.forloeb import weeks
from spor.forloeb.models import Author, BlockVersion, Edition, Forloeb
from spor.people.models import Group, School


@dataclass(frozen=True)
class ForloebLine:
    """One forløb in a list. `edition` is the newest edition's number, 0 before the first; `authors` the other names on it."""

    code: str
    title: str
    subject: Subject | None
    from_week: int | None
    to_week: int | None
    authors: tuple[str, ...]
    edition: int
    written_at: dt.datetime

    @property
    def about(self) -> str:
        """«uge 46–50 · Mette Lindqvist og Jonas Beck»."""
        parts = [weeks.in_words(self.from_week, self.to_week), get_text_list(list(self.authors), _("og"))]
        return " · ".join(part for part in parts if part)


def forloeb_list(actor: Actor) -> list[ForloebLine]:
    """The forløb the actor writes, alone or with others, the last written first. Two queries."""
    versions = BlockVersion.objects.filter(block__forloeb=OuterRef("pk")).order_by("-pk")
    editions = Edition.objects.filter(forloeb=OuterRef("pk")).order_by("-n")
    rows = guard.visible(actor, Forloeb).filter(archived_at=None).select_related("subject", "front__head")
    found = list(
        rows.annotate(
            written_at=Subquery(versions.values("at")[:1]), edition=Subquery(editions.values("n")[:1])
        ).order_by("-written_at", "-pk")
    )
    names: dict[int, list[str]] = {}
    for author in Author.objects.filter(forloeb__in=found, to_at=None).select_related("person").order_by("from_at"):
        names.setdefault(author.forloeb_id, []).append(author.person.name)
    return [
        ForloebLine(
            code=row.code,
            title=row.front.head.title if row.front and row.front.head else "",
            subject=row.subject,
            from_week=row.from_week,
            to_week=row.to_week,
            authors=tuple(names.get(row.pk, [])),
            edition=row.edition or 0,
            written_at=row.written_at or row.made_at,
        )
        for row in found
    ]


def own_schools(actor: Actor) -> QuerySet[School]:
    """The schools where the actor has a post today: where they may begin a forløb. Empty for everybody else."""
    return School.objects.filter(pk__in=actor.relations.schools_of("staff")).order_by(danish("name"))


def usual_frame(actor: Actor) -> tuple[int | None, int | None]:
    """(subject id, grade) that a new forløb of this actor probably is for: what they teach, where it is one thing only. One query."""
    subjects = set(actor.relations.subject_groups)
    groups = actor.relations.groups_of("lead") | actor.relations.groups_of("subject")
    found = set(Group.objects.filter(pk__in=groups, grade__isnull=False).values_list("grade", flat=True))
    return (subjects.pop() if len(subjects) == 1 else None), (found.pop() if len(found) == 1 else None)
