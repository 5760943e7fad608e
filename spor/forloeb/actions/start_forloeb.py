"""A forløb begins with a title, a subject and some weeks; none but the title is required, and no goal ever is."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.models import Subject
from spor.forloeb.keeping import first_version
from spor.forloeb.models import Author, Block, Forloeb
from spor.forloeb.ranks import spread
from spor.forloeb.texts import BlockText
from spor.people.models import School

WEEKS = range(1, 54)
GRADES = range(11)


@dataclass(frozen=True)
class Frame:
    """Where and when a forløb belongs. Weeks are ISO weeks, `week_year` the year of the first; `grade` 0–10."""

    subject: Subject | None = None
    grade: int | None = None
    from_week: int | None = None
    to_week: int | None = None
    week_year: int | None = None

    def check(self) -> None:
        """Raise Refused for a week or a grade that does not exist, or one end of a span alone."""
        if any(week is not None and week not in WEEKS for week in (self.from_week, self.to_week)):
            raise Refused(_("Ugerne går fra 1 til 53."), field="from_week")
        if self.to_week is not None and self.from_week is None:
            raise Refused(_("Hvilken uge begynder det i?"), field="from_week")
        if self.grade is not None and self.grade not in GRADES:
            raise Refused(_("Klassetrinnene går fra 0 til 10."), field="grade")


@transaction.atomic
def start_forloeb(
    *, actor: Actor, school: School, title: str, body: str = "", frame: Frame | None = None, key: str
) -> Forloeb:
    """Begin a forløb at one of the actor's own schools, with a front block that says `title` and `body`. The same key twice is one.

    Strangers to the school get 404. Refused: no title, impossible weeks.
    """
    if school.pk not in actor.relations.schools_of("staff"):
        raise Http404
    frame = frame or Frame()
    frame.check()
    if not title:
        raise Refused(_("Giv forløbet en titel. Du kan ændre den senere."), field="title")
    begun = {"school": school, "made_by_id": actor.person_id, "made_at": actor.now, **frame.__dict__}
    forloeb, made = Forloeb.objects.get_or_create(key=key, defaults=begun)
    if not made:
        guard.require(actor, "write", forloeb)
        return forloeb
    Author.objects.create(forloeb=forloeb, person_id=actor.person_id, is_owner=True, from_at=actor.now)
    front = Block.objects.create(forloeb=forloeb, kind=Block.Kind.FRONT, rank=spread(1)[0], key=f"front-{forloeb.code}")
    first_version(front, BlockText(title=title, body=body), actor=actor)
    forloeb.front = front
    forloeb.save(update_fields=["front"])
    events.record("start_forloeb", actor=actor, thing="forloeb_draft", code=forloeb.code)
    return forloeb


@transaction.atomic
def set_frame(*, actor: Actor, forloeb: Forloeb, frame: Frame) -> Forloeb:
    """Say which subject, grade and weeks the forløb is for. Refused: impossible weeks."""
    guard.require(actor, "write", forloeb)
    frame.check()
    for name, value in frame.__dict__.items():
        setattr(forloeb, name, value)
    forloeb.save(update_fields=list(frame.__dict__))
    events.record("set_frame", actor=actor, thing="forloeb_draft", code=forloeb.code)
    return forloeb
