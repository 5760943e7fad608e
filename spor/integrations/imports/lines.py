"""What waits, line by line, for a person to judge: who, what, before and after. Protected persons are shown as just that."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.integrations.diff import Difference, Ref
from spor.integrations.held import PERSON_COLUMNS
from spor.people.models import Guardianship, Membership, Person, Post
from spor.ui.moments import calendar_day

FIELDS = {
    "persons": gettext_lazy("Navn"),
    "groups": gettext_lazy("Klasse eller hold"),
    "enrolments": gettext_lazy("Klasse"),
    "memberships": gettext_lazy("Hold"),
    "posts": gettext_lazy("Stilling"),
    "guardianships": gettext_lazy("Forældremyndighed"),
}
KINDS = {"pupils": gettext_lazy("Elever"), "adults": gettext_lazy("Voksne"), "groups": gettext_lazy("Klasser")}


@dataclass(frozen=True)
class Line:
    """One change. `kind` is added, changed or ended; `about` one of KINDS; `person` who it is about, 0 for one that is new."""

    kind: str
    about: str
    who: str
    what: str
    before: str = ""
    after: str = ""
    place: str = ""
    is_sensitive: bool = False
    person: int = 0


class _Names:
    """Names of persons and groups of one difference, by ref. Two queries."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        refs = {ref for changes in difference.tables.values() for ref in _refs(changes)} | {*difference.changed_persons}
        self.held = {
            person.pk: _("(beskyttet)") if person.is_protected else person.name
            for person in Person.objects.filter(id__in=[ref for ref in refs if isinstance(ref, int)])
        }
        self.groups: dict[Ref, str] = {held.id: held.values[0] for held in difference.holding.groups.values()}
        self.groups |= {key[0]: values[0] for key, (values, _on) in difference.groups.added.items()}
        self.classes = {key[0]: row.values[0] for key, row in difference.holding.enrolments.open.items()}
        self.classes |= {key[0]: values[0] for key, (values, _on) in difference.enrolments.added.items()}
        self.pupils = {key[0] for key in self.difference.holding.enrolments.keys} | set(self.classes)

    def person(self, ref: Ref) -> str:
        if isinstance(ref, int):
            return self.held.get(ref, "")
        row = self.difference.new_persons[ref]
        if row.is_protected:
            return _("(beskyttet)")
        given, family = row.alias_given_name or row.given_name, row.alias_family_name or row.family_name
        return f"{given} {family}".strip()

    def group(self, ref: Ref) -> str:
        return str(self.groups[ref]) if ref in self.groups else ""

    def place(self, ref: Ref) -> str:
        """The class of a pupil, or ""."""
        return self.group(self.classes[ref]) if ref in self.classes else ""

    def about(self, ref: Ref) -> str:
        return "pupils" if ref in self.pupils else "adults"


def _refs(changes: Any) -> Iterator[Ref]:
    for key in (*changes.added, *changes.changed, *changes.replaced):
        yield from key
    for key, _row, _on in changes.ended.values():
        yield from key


def lines_of(difference: Difference) -> list[Line]:
    """Every change, the sensitive first, then who comes, changes and ends."""
    names = _Names(difference)
    found = [
        *_persons(difference, names),
        *_enrolments(difference, names),
        *_guardianships(difference, names),
        *_posts(difference, names),
        *_groups(difference),
        *_memberships(difference, names),
    ]
    order = {"changed": 0, "added": 1, "ended": 2}
    return sorted(found, key=lambda line: (not line.is_sensitive, order[line.kind]))


def _persons(difference: Difference, names: _Names) -> Iterator[Line]:
    given, family, alias_given, alias_family, protected, _born = range(len(PERSON_COLUMNS))
    for row_id, (before, after) in difference.changed_persons.items():
        who, about = names.person(row_id), names.about(row_id)
        if before[protected] != after[protected]:
            was, now = (_("navn og adresse") if each[protected] else _("nej") for each in (before, after))
            place = names.place(row_id)
            yield Line("changed", about, who, _("Beskyttelse"), was, now, place, is_sensitive=True, person=row_id)
            continue
        if before[protected]:
            yield Line("changed", about, who, _("Navn"), place=names.place(row_id), person=row_id)
            continue
        shown = [
            f"{each[alias_given] or each[given]} {each[alias_family] or each[family]}".strip()
            for each in (before, after)
        ]
        what = _("Navn") if shown[0] != shown[1] else _("Navn eller fødselsdag")
        same = shown[0] == shown[1]
        yield Line(
            "changed", about, who, what, "" if same else shown[0], "" if same else shown[1], names.place(row_id),
            person=row_id,
        )  # fmt: skip


def _enrolments(difference: Difference, names: _Names) -> Iterator[Line]:
    changes, what = difference.enrolments, _("Klasse")
    for key, (values, on) in changes.added.items():
        yield _line("added", key[0], names, what, "", _from(names.group(values[0]), on, difference), about="pupils")
    for key, (row, values, on) in changes.replaced.items():
        before, after = names.group(row.values[0]), names.group(values[0])
        if before == after:
            before, after = _grade(row.values[1]), _grade(values[1])
        yield _line("changed", key[0], names, what, before, _from(after, on, difference), about="pupils")
    for key, row, on in changes.ended.values():
        yield _line("ended", key[0], names, what, names.group(row.values[0]), calendar_day(on), about="pupils")


def _guardianships(difference: Difference, names: _Names) -> Iterator[Line]:
    changes = difference.guardianships

    def line(kind: str, key: Any, before: str, after: str, is_sensitive: bool = False) -> Line:
        place = _("%(pupil)ss kontakt") % {"pupil": names.person(key[1])}
        who = key[0] if isinstance(key[0], int) else 0
        what = _("Forældremyndighed")
        return Line(kind, "adults", names.person(key[0]), what, before, after, place, is_sensitive, who)

    for key, (values, _on) in changes.added.items():
        yield line("added", key, "", _contact(values), is_sensitive=False)
    for key, (row, values) in changes.changed.items():
        yield line("changed", key, _contact(row.values), _contact(values))
    for key, (row, values, _on) in changes.replaced.items():
        yield line("changed", key, _contact(row.values), _contact(values), is_sensitive=True)
    for key, row, on in changes.ended.values():
        yield line("ended", key, _contact(row.values), calendar_day(on), is_sensitive=True)


def _posts(difference: Difference, names: _Names) -> Iterator[Line]:
    changes, what = difference.posts, _("Stilling")
    for key, (values, _on) in changes.added.items():
        yield _line("added", key[0], names, what, "", _post(key[1], values), about="adults")
    for key, (row, values) in changes.changed.items():
        yield _line("changed", key[0], names, what, _post(key[1], row.values), _post(key[1], values), about="adults")
    for key, row, on in changes.ended.values():
        yield _line("ended", key[0], names, what, _post(key[1], row.values), calendar_day(on), about="adults")


def _groups(difference: Difference) -> Iterator[Line]:
    what = _("Klasse eller hold")
    for values, _on in difference.groups.added.values():
        yield Line("added", "groups", values[0], what)
    for row, after in difference.groups.changed.values():
        was, now = row.values[0], after[0]
        if was == now:
            was, now = _grade(row.values[2]), _grade(after[2])
        yield Line("changed", "groups", row.values[0], what, was if was != now else "", now if was != now else "")
    for _key, row, on in difference.groups.ended.values():
        yield Line("ended", "groups", row.values[0], what, after=calendar_day(on))


def _memberships(difference: Difference, names: _Names) -> Iterator[Line]:
    """Only what an enrolment does not say: a pupil's extra groups, and the groups of the staff."""
    mains = {(key[0], values[0]) for key, (values, _on) in difference.enrolments.added.items()}
    for key, (row, values, _on) in difference.enrolments.replaced.items():
        mains |= {(key[0], row.values[0]), (key[0], values[0])}
    mains |= {(key[0], row.values[0]) for key, row, _on in difference.enrolments.ended.values()}
    for key in difference.memberships.added:
        if key[:2] not in mains:
            yield _member("added", key, names, "", names.group(key[1]))
    for key, _row, on in difference.memberships.ended.values():
        if key[:2] not in mains:
            yield _member("ended", key, names, names.group(key[1]), calendar_day(on))


def _member(kind: str, key: Any, names: _Names, before: str, after: str) -> Line:
    is_pupil = key[2] == Membership.Role.PUPIL
    what = _("Hold") if is_pupil else _("Klasse eller hold")
    return _line(kind, key[0], names, what, before, after, about="pupils" if is_pupil else "adults")


def _line(kind: str, ref: Ref, names: _Names, what: str, before: str, after: str, *, about: str) -> Line:
    place = names.place(ref) if about == "pupils" else ""
    who = ref if isinstance(ref, int) else 0
    return Line(kind, about, names.person(ref), what, before, after, place, person=who)


def _contact(values: Any) -> str:
    relation = Guardianship.Relation(values[0]).label
    return (
        _("%(relation)s, med myndighed") % {"relation": relation}
        if values[1]
        else _("%(relation)s, uden myndighed") % {"relation": relation}
    )


def _post(role: str, values: Any) -> str:
    label = Post.Role(role).label
    return f"{label}, {values[0]}" if values[0] else str(label)


def _grade(grade: int | None) -> str:
    return "" if grade is None else _("%(grade)s. klasse") % {"grade": grade}


def _from(name: str, on: dt.date, difference: Difference) -> str:
    return name if on <= difference.as_of else _("%(name)s fra %(day)s") % {"name": name, "day": calendar_day(on)}
