"""The class's tablet: what the adult who opens it sees, and the animals and colours the children choose among."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spor.access import guard, names, tablets
from spor.access.actions import TABLET_UNTIL
from spor.access.actor import Actor
from spor.access.animals import ANIMALS, COLOURS
from spor.access.models import ClassTablet, PictureMark
from spor.base.clock import COPENHAGEN
from spor.base.collate import key
from spor.people.models import Group, Membership, live
from spor.teaching.models import Lesson
from spor.ui.moments import at_clock

GRACE = dt.timedelta(minutes=5)  # the work is put away


@dataclass(frozen=True)
class Mark:
    """An animal in a colour, in words too. `shape` goes with the colour, for whoever does not see colours."""

    animal: str
    animal_name: str
    colour: str = ""
    colour_name: str = ""
    shape: str = ""


@dataclass(frozen=True)
class ClassPage:
    """`marks` are (name, mark or None) in Danish order; `until` is when a tablet opened now would close."""

    group: Group
    marks: list[tuple[str, Mark | None]]
    open_now: list[ClassTablet]
    until: dt.datetime
    is_for_class: bool

    @property
    def lacks_marks(self) -> bool:
        return any(mark is None for _name, mark in self.marks)

    @property
    def closes(self) -> str:
        return at_clock(self.until)


def class_page(actor: Actor, code: str) -> ClassPage:
    """`/klasser/<code>/tablet/`, for whoever may open it. Five queries."""
    rows = Group.objects.select_related("school")
    group = guard.get_or_404(actor, Group, code, "open", thing="class_tablet", rows=rows)
    marked = {row.pupil_id: mark(row.animal, row.colour) for row in PictureMark.objects.filter(group=group)}
    pupils = Membership.objects.filter(live(actor.today), group=group, role=Membership.Role.PUPIL)
    people = sorted((row.person for row in pupils.select_related("person")), key=lambda each: key(each.name))
    names.veil(actor, people)
    open_now = ClassTablet.objects.filter(group=group, from_at__lte=actor.now, to_at__gt=actor.now)
    return ClassPage(
        group=group,
        marks=[(each.name, marked.get(each.pk)) for each in people],
        open_now=list(open_now.select_related("opened_by").order_by("from_at")),
        until=closing_time(actor, group),
        is_for_class=group.grade is None or group.grade <= TABLET_UNTIL,
    )


def closing_time(actor: Actor, group: Group) -> dt.datetime:
    """When the lesson the class has now ends, and a moment more; without a lesson in three quarters of an hour."""
    local = actor.now.astimezone(COPENHAGEN)
    rows = guard.visible(actor, Lesson).filter(live(actor.today), group=group, weekday=local.isoweekday())
    lesson = rows.filter(starts_at__lte=local.time(), ends_at__gt=local.time()).order_by("-ends_at").first()
    if lesson is None:
        return actor.now + tablets.LASTS
    ends = dt.datetime.combine(local.date(), lesson.ends_at, COPENHAGEN) + GRACE
    return min(ends, actor.now + tablets.LASTS_MOST)


def animals(tablet: ClassTablet) -> list[Mark]:
    """The animals of the class, each once."""
    used = set(marks_of(tablet))
    return [mark(each, "") for each in ANIMALS if any(row.animal == each for row in used)]


def colours(tablet: ClassTablet, animal: str) -> list[Mark]:
    """The colours the animal has in the class."""
    rows = [row for row in marks_of(tablet) if row.animal == animal]
    return [mark(animal, colour) for colour in COLOURS if any(row.colour == colour for row in rows)]


def marks_of(tablet: ClassTablet) -> list[PictureMark]:
    """The marks of the class's pupils."""
    return list(PictureMark.objects.filter(group=tablet.group_id))


def chosen(tablet: ClassTablet, animal: str, colour: str) -> PictureMark | None:
    """Whose mark it is in this class."""
    return next((row for row in marks_of(tablet) if (row.animal, row.colour) == (animal, colour)), None)


def mark_of(actor: Actor) -> Mark | None:
    """The mark of the child at the tablet. One query."""
    tablet: ClassTablet | None = actor.memo.get("tablet")
    rows = PictureMark.objects.filter(pupil=actor.person_id, group=tablet.group_id) if tablet else None
    row = rows.first() if rows is not None else None
    return mark(row.animal, row.colour) if row else None


def mark(animal: str, colour: str) -> Mark:
    """As pages show it."""
    return Mark(animal, _animal_name(animal), colour, _colour_name(colour), COLOURS.get(colour, ""))


def _animal_name(animal: str) -> str:
    names = {
        "bird": _("Fugl"),
        "bug": _("Bille"),
        "cat": _("Kat"),
        "dog": _("Hund"),
        "fish": _("Fisk"),
        "panda": _("Panda"),
        "rabbit": _("Kanin"),
        "snail": _("Snegl"),
        "squirrel": _("Egern"),
        "turtle": _("Skildpadde"),
    }
    return names.get(animal, animal)


def _colour_name(colour: str) -> str:
    names = {
        "red": _("Rød"),
        "yellow": _("Gul"),
        "green": _("Grøn"),
        "blue": _("Blå"),
        "purple": _("Lilla"),
        "black": _("Sort"),
    }
    return names.get(colour, colour)
