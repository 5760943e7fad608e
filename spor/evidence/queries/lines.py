"""Versions of a product and the files in them, as pages show them. Whoever calls has loaded the trace through the guard."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from spor.access import guard, names
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.evidence.models import HandIn, Placement, ProductFile, ProductVersion, Return, Trace
from spor.people.models import Person

# Who follows the work through its versions; home sees what was handed in at last.
_FOLLOWERS = ("lead", "subject", "team", "cover", "case", "purpose")


@dataclass(frozen=True)
class FileLine:
    """A file in a version, or of a remark. `code` with the trace's code makes its address (URL name product_file)."""

    code: str
    kind: str
    name: str
    alt: str
    width: int | None
    height: int | None
    size: int

    @property
    def is_picture(self) -> bool:
        return self.kind == StoredFile.Kind.PICTURE

    @property
    def is_sound(self) -> bool:
        return self.kind == StoredFile.Kind.SOUND

    @property
    def is_film(self) -> bool:
        return self.kind == StoredFile.Kind.FILM


@dataclass(frozen=True)
class VersionLine:
    """One version. `hand_in` is None while it is written on; `returned` is the row that gave it back."""

    version: ProductVersion
    files: list[FileLine] = field(default_factory=list)
    hand_in: HandIn | None = None
    returned: Return | None = None

    @property
    def text(self) -> str:
        return self.version.text

    @property
    def at(self) -> dt.datetime:
        return self.hand_in.at if self.hand_in else self.version.at

    @property
    def by(self) -> Person:
        return self.hand_in.by if self.hand_in else self.version.by

    @property
    def pictures(self) -> list[FileLine]:
        return [each for each in self.files if each.is_picture]

    @property
    def sounds(self) -> list[FileLine]:
        return [each for each in self.files if each.is_sound]

    @property
    def others(self) -> list[FileLine]:
        return [each for each in self.files if not each.is_picture and not each.is_sound]


def readable(actor: Actor, trace: Trace) -> QuerySet[ProductVersion]:
    """The versions of the trace's product that the actor reads.

    Makers read all. Others what was handed in, those at home the last of it; of what was never handed in, only what is placed.
    """
    mine = guard.visible(actor, Trace, thing="product").filter(product=OuterRef("product"), pupil=actor.person_id)
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    placed = Placement.objects.filter(trace__product=OuterRef("product"))
    shown = Q(hand_in__isnull=False)
    if not any(trace.pupil_id in actor.relations.pupils_of(kind) for kind in _FOLLOWERS):
        last = handed_in.order_by("-version__n").values("version")[:1]
        shown &= Q(pk=Subquery(last))
    rows = ProductVersion.objects.filter(product=trace.product_id)
    return rows.filter(Exists(mine) | shown | ~Exists(handed_in) & Exists(placed))


def lines(actor: Actor, rows: QuerySet[ProductVersion]) -> list[VersionLine]:
    """The versions with their files, newest first. Two queries."""
    found = list(rows.select_related("by", "product", "hand_in__by", "hand_in__returned__by").order_by("-n", "-id"))
    held = files_of(found)
    made = [_line(version, held[version.pk]) for version in found]
    names.veil(actor, (line.by for line in made))
    return made


def _line(version: ProductVersion, held: list[FileLine]) -> VersionLine:
    # a reverse one-to-one that is not there raises an AttributeError
    hand_in: HandIn | None = getattr(version, "hand_in", None)
    return VersionLine(version, held, hand_in, getattr(hand_in, "returned", None))


def files_of(found: Sequence[ProductVersion]) -> dict[int, list[FileLine]]:
    """Version id → its files in their order. One query, none for no versions."""
    by_version: dict[int, list[FileLine]] = defaultdict(list)
    if found:
        rows = ProductFile.objects.filter(version__in=found).select_related("file").order_by("rank", "id")
        for each in rows:
            by_version[each.version_id].append(file_line(each.code, each.file, each.alt))
    return by_version


def file_line(code: str, stored: StoredFile, alt: str = "") -> FileLine:
    """A stored file as a line, under the code its address has."""
    return FileLine(code, stored.kind, stored.name, alt, stored.width, stored.height, stored.size)


def newest_handed_in(found: Iterable[VersionLine]) -> VersionLine | None:
    """The newest version that is or was handed in, of lines in their order."""
    return next((line for line in found if line.hand_in is not None), None)
