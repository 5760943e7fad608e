"""One focus point on its page, part by part, and the form of a new one."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.access.models import TeamRole
from spor.base.codes import new_code
from spor.base.collate import key as danish_key
from spor.base.errors import Refused
from spor.base.models import StoredFile
from spor.curriculum.models import Subject
from spor.people.models import live
from spor.plans import law
from spor.plans.models import FocusPoint, FocusText
from spor.plans.models.agreement import Side
from spor.plans.models.focus import MOST
from spor.plans.queries.agreements import AgreementLine, agreements_of
from spor.plans.queries.focus import Point, Words, ended_of, points_of
from spor.plans.queries.people import recipients
from spor.plans.queries.pupil import Pupil, load
from spor.plans.queries.sides import side_of
from spor.plans.queries.young import Face, faces
from spor.plans.wording import listed, possessive

Part = FocusText.Part


@dataclass(frozen=True)
class Field:
    """One part of a focus point on its page: what stands there, and, for whoever writes it, the field."""

    part: str
    title: str
    audience: str
    words: list[Words]
    is_open: bool
    typed: str
    n: int
    to_book: bool = False
    asks_book: bool = False


@dataclass(frozen=True)
class NewPoint:
    """The form of a new focus point."""

    choices: list[tuple[str, str]]
    what: str
    school: str
    is_full: bool
    key: str = field(default_factory=new_code)


def _titles(point: Point, pupil: Pupil, readers: str) -> dict[str, tuple[str, bool, str]]:
    """Part → its title, whether the reader writes it, and who reads what is written."""
    name = pupil.first_name
    names = readers or _("Alle, der læser planen,")
    all_read = _("%(names)s og de voksne omkring klassen ser det") % {"names": names}
    if not point.is_shown:
        all_read = _("Kun de voksne omkring klassen ser det, indtil fokuspunktet vises")
    own_words = _("Med mine egne ord") if point.can_say else _("%(whose)s egne ord") % {"whose": possessive(name)}
    home = _("Det gør vi derhjemme") if point.can_support else _("Det gør hjemmet")
    return {
        Part.WHAT: (_("Det arbejder %(name)s med") % {"name": name}, point.can_write, all_read),
        Part.SCHOOL: (_("Det gør skolen"), point.can_write, all_read),
        Part.HOME: (home, point.can_support, _("De voksne omkring klassen ser det")),
        Part.PUPIL: (own_words, point.can_say or point.can_write, all_read),
        Part.NEXT: (_("Sådan følger vi op"), point.can_write, all_read),
    }


def fields_of(actor: Actor, point: Point, pupil: Pupil, readers: str) -> list[Field]:
    """The five parts of a focus point for its page. One query."""
    typed = drafts.texts_for(actor, thing="fokus", code=point.code)
    return [
        _field(actor, point, part, title, said, typed.get(part), is_open=is_open)
        for part, (title, is_open, said) in _titles(point, pupil, readers).items()
    ]


def new_point(actor: Actor, pupil: Pupil, count: int) -> NewPoint:
    """What a new focus point of this pupil can be about, and what the reader has begun to write. Two queries."""
    pupil_code, grade, subjects = pupil.person.code, pupil.grade, _subjects(actor, pupil)
    typed = drafts.texts_for(actor, thing="fokus-nyt", code=pupil_code)
    areas = [(f"omr:{each.key}", str(each.name)) for each in law.areas_for(grade)] if pupil.can.write_whole else []
    of_law = {each.key for each in law.DEMANDS if grade is not None and each.first <= grade <= each.last}
    ordered = sorted(subjects, key=lambda each: each.key not in of_law)
    choices = [*[(f"fag:{each.key}", each.name) for each in ordered], *areas]
    if grade == 0:
        choices = [*areas, *[(f"fag:{each.key}", each.name) for each in ordered]]
    return NewPoint(choices, typed.get(Part.WHAT, ""), typed.get(Part.SCHOOL, ""), count >= MOST)


@dataclass(frozen=True)
class Trouble:
    """Why a part was not kept, and the words that were sent."""

    part: str
    said: str
    typed: str


@dataclass(frozen=True)
class PointPage:
    """One focus point. `fields` are its parts in order."""

    pupil: Pupil
    point: Point
    fields: list[Field]
    agreements: list[AgreementLine]
    now: dt.datetime
    readers: str
    agreement_draft: str = ""
    trouble: Trouble | None = None
    key: str = field(default_factory=new_code)

    @property
    def frame(self) -> str:
        """A child of 0.–3. klasse answers without reading."""
        return "plans/young_focus_point.html" if self.pupil.is_young else "plans/focus.html"

    @property
    def own(self) -> Field:
        return next(each for each in self.fields if each.part == Part.PUPIL)

    @property
    def faces(self) -> list[Face]:
        return faces()


@dataclass(frozen=True)
class NewPage:
    """The pupil's focus points, and the form of a new one for whoever writes the plan."""

    pupil: Pupil
    points: list[Point]
    ended: list[Point]
    new: NewPoint
    trouble: str = ""


def new_page(actor: Actor, pupil_code: str) -> NewPage:
    """For whoever writes in the plan; the others have no such page. Eight queries at most."""
    pupil = load(actor, pupil_code)
    if not pupil.can.draft:
        raise Http404
    points = points_of(actor, pupil.person.pk)
    return NewPage(pupil, points, ended_of(actor, pupil.person.pk), new_point(actor, pupil, len(points)))


def point_page(actor: Actor, pupil_code: str, code: str) -> PointPage:
    """A focus point on its page, for everybody who may read it. Eight queries."""
    point_for_deed(actor, pupil_code, code)
    pupil = load(actor, pupil_code)
    found = points_of(actor, pupil.person.pk, code=code)
    if not found:
        raise Http404
    readers = listed([each.first_name for each in recipients(pupil)])
    side = side_of(actor, pupil.person.pk)
    lines = agreements_of(actor, pupil.person.pk, side)
    return PointPage(
        pupil=pupil,
        point=found[0],
        fields=fields_of(actor, found[0], pupil, readers if side == Side.SCHOOL else ""),
        agreements=[line for line in lines if line.row.point_id == found[0].row.pk],
        now=actor.now,
        readers=readers,
    )


def point_for_deed(actor: Actor, pupil_code: str, code: str) -> FocusPoint:
    """The point of this pupil that the actor may read; 404 and 403 as the plan itself. One query."""
    found = guard.get_or_404(actor, FocusPoint, code, rows=FocusPoint.objects.select_related("pupil", "subject"))
    if found.pupil.code != pupil_code:
        raise Http404
    return found


def about(choice: str) -> tuple[Subject | None, str]:
    """What a choice of the form is about: a subject, or the key of an area. Raises Refused for one that no form offers."""
    kind, _colon, key = choice.partition(":")
    if kind == "omr" and law.area(key):
        return None, key
    subject = Subject.objects.filter(key=key).first() if kind == "fag" else None
    if subject is None:
        raise Refused(_("Vælg på listen, hvad det handler om. Dine ord står her stadig."))
    return subject, ""


def _subjects(actor: Actor, pupil: Pupil) -> list[Subject]:
    """The subjects a point can be about: those the class is taught and those the law names; a subject teacher's own."""
    taught = TeamRole.objects.filter(live(actor.today), group=pupil.class_id, subject=OuterRef("pk"))
    rows = Subject.objects.filter(Exists(taught) | Q(key__in=[each.key for each in law.DEMANDS]))
    if pupil.person.pk not in actor.relations.pupils_of("lead"):
        own = [pk for pk, pupils in actor.relations.subjects.items() if pupil.person.pk in pupils]
        rows = Subject.objects.filter(pk__in=own)
    return sorted(rows, key=lambda each: danish_key(each.name))


def _field(actor: Actor, point: Point, part: str, title: str, said: str, typed: str | None, *, is_open: bool) -> Field:
    words = point.parts.get(part, [])
    mine = [each for each in words if part != Part.HOME or each.by_id == actor.person_id]
    now = mine[0] if mine else None
    return Field(
        part=part,
        title=title,
        audience=said,
        words=words,
        is_open=is_open,
        typed=typed if typed is not None else now.text if now else "",
        n=now.n if now else 0,
        to_book=bool(now and now.to_book),
        asks_book=part == Part.HOME,
    )


def voice_of(actor: Actor, pupil_code: str, code: str) -> StoredFile:
    """What the pupil said of the focus point. Http404 where nothing was said, or not for this reader."""
    point = point_for_deed(actor, pupil_code, code)
    found = guard.visible(actor, FocusText).filter(point=point, part=Part.PUPIL).select_related("sound").first()
    if found is None or found.sound is None:
        raise Http404
    return found.sound
