"""The adults with a live relation to a pupil, whom the pupil may choose among. Only for the pupil's own eyes."""

import datetime as dt
from dataclasses import dataclass
from zlib import crc32

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.access.models import Restriction, SupportCase, TeamRole
from spor.base.collate import key as danish_key
from spor.people.models import Guardianship, Membership, Person, Post, live

# What stands for an adult to a child who does not read, until the school has a picture: always the same for one person.
SYMBOLS = (
    "sun",
    "star",
    "heart",
    "flower",
    "rainbow",
    "umbrella",
    "sailboat",
    "rocket",
    "tree-pine",
    "crown",
    "bike",
    "leaf",
)
_ORDER = {"lead": 0, "team": 1, "subject": 2, "case": 3, "guardian": 4}


@dataclass(frozen=True)
class Adult:
    """`what` is what the adult is to the child: «leder klassen», «dansk», «hjemme»."""

    id: int
    code: str
    name: str
    first_name: str
    what: str
    is_home: bool
    symbol: str

    @property
    def aloud(self) -> str:
        """«Kronen er Birgitte.»: which picture is whom, for the ear."""
        return _("%(picture)s er %(name)s.") % {"picture": _pictures()[self.symbol], "name": self.first_name}

    @property
    def first_what(self) -> str:
        """The first of them, for the youngest."""
        return self.what.partition(", ")[0]


def adults_of(actor: Actor) -> list[Adult]:
    """The adults around the actor, who is a pupil: at school first, those at home last. Four queries."""
    today, pupil = actor.today, actor.person_id
    rows = [*_team(pupil, today), *_cases(pupil, today), *_homes(pupil, today)]
    found: dict[int, tuple[str, Person, list[str]]] = {}
    for kind, person, what in sorted(rows, key=lambda row: _ORDER[row[0]]):
        _kind, _person, said = found.setdefault(person.pk, (kind, person, []))
        if what not in said:
            said.append(what)
    ordered = sorted(found.values(), key=lambda row: (_ORDER[row[0]], danish_key(row[1].name)))
    shown = symbols([person.code for _kind, person, _what in ordered])
    return [_adult(kind, person, what, shown[person.code]) for kind, person, what in ordered]


def symbols(codes: list[str]) -> dict[str, str]:
    """A symbol each, as few alike as there are symbols: by the code, the next free one where two would be alike."""
    taken: dict[str, str] = {}
    for code in sorted(codes):
        start = crc32(code.encode())
        turns = [SYMBOLS[(start + step) % len(SYMBOLS)] for step in range(len(SYMBOLS))]
        taken[code] = next((each for each in turns if each not in taken.values()), turns[0])
    return taken


def _pictures() -> dict[str, str]:
    return {
        "sun": _("Solen"),
        "star": _("Stjernen"),
        "heart": _("Hjertet"),
        "flower": _("Blomsten"),
        "rainbow": _("Regnbuen"),
        "umbrella": _("Paraplyen"),
        "sailboat": _("Skibet"),
        "rocket": _("Raketten"),
        "tree-pine": _("Træet"),
        "crown": _("Kronen"),
        "bike": _("Cyklen"),
        "leaf": _("Bladet"),
    }


def _adult(kind: str, person: Person, what: list[str], symbol: str) -> Adult:
    name, is_home = person.first_name, kind == "guardian"
    return Adult(person.pk, person.code, person.name, name, ", ".join(what), is_home, symbol)


def _team(pupil: int, today: dt.date) -> list[tuple[str, Person, str]]:
    groups = Membership.objects.filter(live(today), person=pupil, role=Membership.Role.PUPIL).values("group")
    post = Post.objects.filter(live(today), person=OuterRef("person"), school=OuterRef("group__school"))
    rows = TeamRole.objects.filter(Exists(post), live(today), group__in=groups).select_related("person", "subject")
    words = {"lead": _("leder klassen"), "team": _("pædagog")}
    return [(row.kind, row.person, row.subject.name if row.subject else words[row.kind]) for row in rows]


def _cases(pupil: int, today: dt.date) -> list[tuple[str, Person, str]]:
    groups = Membership.objects.filter(live(today), person=pupil, role=Membership.Role.PUPIL).values("group")
    post = Post.objects.filter(live(today), person=OuterRef("person"))
    rows = SupportCase.objects.filter(Exists(post), live(today)).filter(Q(pupil=pupil) | Q(group__in=groups))
    return [("case", row.person, _("støtte")) for row in rows.select_related("person")]


def _homes(pupil: int, today: dt.date) -> list[tuple[str, Person, str]]:
    closed = Restriction.objects.filter(live(today), guardian=OuterRef("guardian"), pupil=pupil)
    rows = Guardianship.objects.filter(live(today), pupil=pupil).filter(Q(has_custody=True) | ~Q(legal_basis=""))
    rows = rows.filter(~Exists(closed)).select_related("guardian")
    return [("guardian", row.guardian, _("derhjemme")) for row in rows]
