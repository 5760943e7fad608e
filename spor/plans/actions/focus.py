"""A focus point is made by the team, written on by team, pupil and each guardian, shown to pupil and home, and ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.base.files import Prepared
from spor.curriculum.models import Subject
from spor.people.models import Person
from spor.plans.models import FocusEnd, FocusPoint, FocusRelease, FocusText
from spor.plans.models.focus import MOST
from spor.plans.texts import checked

Part = FocusText.Part
NEW, WORDS = "fokus-nyt", "fokus"  # what drafts are kept under


@transaction.atomic
def add_point(
    *, actor: Actor, pupil: Person, subject: Subject | None, area: str, what: str, school: str, key: str
) -> FocusPoint:
    """A new focus point, read by the team until it is shown. The same key twice is one.

    area   a word of plans.law where it is about no subject; "" for anything
    Raises Refused for an empty or too long text, and for a sixth open point.
    """
    what, school = checked(what), checked(school, may_be_empty=True)
    Person.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    before = FocusPoint.objects.filter(key=key).first()
    if before is None and FocusPoint.objects.filter(pupil=pupil, end=None).count() >= MOST:
        raise Refused(_("Der er allerede fem fokuspunkter. Afslut ét, før I vælger et nyt."))
    point = before or FocusPoint.objects.create(
        pupil=pupil, subject=subject, area=area, made_by_id=actor.person_id, made_at=actor.now, key=key
    )
    guard.require(actor, "write", point)
    if before is None:
        for part, text in ((Part.WHAT, what), (Part.SCHOOL, school)):
            if text:
                FocusText.objects.create(point=point, part=part, text=text, by_id=actor.person_id, at=actor.now)
    drafts.erase_draft(actor=actor, thing=NEW, code=pupil.code)
    events.record("add_point", actor=actor, thing="focus_point", code=point.code, pupil_id=pupil.pk)
    return point


@transaction.atomic
def write_part(
    *,
    actor: Actor,
    point: FocusPoint,
    part: str,
    text: str,
    n: int,
    to_book: bool = False,
    sound: Prepared | None = None,
    is_said: bool = False,
) -> FocusPoint:
    """Write one part: the team's by the team, the pupil's words by the pupil (or written down by the team), the home's by each guardian.

    n        the state of the text that the writer saw, 0 where there was none: another's change meanwhile is not overwritten
    to_book  a guardian lets their part stand in the shared copy
    is_said  the pupil's words are a face and a voice (`sound`, or none): they stand in the place of those before, voice and all
    Raises Refused for an empty first part, a too long text, and (409) for a text that another has changed.
    """
    _may_write(actor, point, part)
    text = checked(text, may_be_empty=part != Part.WHAT)
    rows = FocusText.objects.select_for_update(of=("self",)).filter(point=point, part=part)
    row = (rows.filter(by=actor.person_id) if part == Part.HOME else rows).select_related("by").first()
    to_book = to_book and part == Part.HOME
    stored = files.store(sound, now=actor.now) if sound and part == Part.PUPIL else None
    if row is None:
        if text:
            FocusText.objects.create(
                point=point, part=part, text=text, sound=stored, by_id=actor.person_id, at=actor.now, to_book=to_book
            )
    elif is_said or (row.text, row.to_book) != (text, to_book):
        _refuse_conflict(row, text, n)
        row.text, row.by_id, row.at, row.n, row.to_book = text, actor.person_id, actor.now, row.n + 1, to_book
        row.sound = stored if is_said else row.sound
        row.save() if text else row.delete()
    drafts.erase_draft(actor=actor, thing=WORDS, code=point.code, field=part)
    events.record("write_part", actor=actor, thing="focus_point", code=point.code, pupil_id=point.pupil_id, note=part)
    return point


@transaction.atomic
def show_point(*, actor: Actor, point: FocusPoint) -> FocusPoint:
    """Show it to pupil and home, who were named beside the button. Twice is once."""
    guard.require(actor, "write", point)
    FocusRelease.objects.get_or_create(point=point, defaults={"by_id": actor.person_id, "at": actor.now})
    events.record("show_point", actor=actor, thing="focus_point", code=point.code, pupil_id=point.pupil_id)
    return point


@transaction.atomic
def end_point(*, actor: Actor, point: FocusPoint) -> FocusPoint:
    """It is over. What was shared stays as it was; `reopen_point` takes it back. Twice is once."""
    guard.require(actor, "write", point)
    FocusEnd.objects.get_or_create(point=point, defaults={"by_id": actor.person_id, "at": actor.now})
    events.record("end_point", actor=actor, thing="focus_point", code=point.code, pupil_id=point.pupil_id)
    return point


@transaction.atomic
def reopen_point(*, actor: Actor, point: FocusPoint) -> FocusPoint:
    """Undo `end_point`. Raises Refused where five others are open."""
    guard.require(actor, "write", point)
    Person.objects.select_for_update(no_key=True).get(pk=point.pupil_id)
    if FocusPoint.objects.filter(pupil=point.pupil_id, end=None).exclude(pk=point.pk).count() >= MOST:
        raise Refused(_("Der er allerede fem fokuspunkter. Afslut ét, før I vælger et nyt."))
    FocusEnd.objects.filter(point=point).delete()
    events.record("reopen_point", actor=actor, thing="focus_point", code=point.code, pupil_id=point.pupil_id)
    return point


def _may_write(actor: Actor, point: FocusPoint, part: str) -> None:
    if part == Part.HOME:
        guard.require(actor, "support", point)
    elif part == Part.PUPIL and guard.can(actor, "say", point):
        return
    else:
        guard.require(actor, "write", point)


def _refuse_conflict(row: FocusText, text: str, n: int) -> None:
    """Raises Refused (409) where another changed the text since the writer saw it."""
    if row.n != n and row.text != text:
        raise Refused(
            _("%(name)s har ændret teksten imens: «%(text)s». Sæt de to sammen, og gem igen.")
            % {"name": row.by.first_name, "text": row.text},
            status=409,
        )
