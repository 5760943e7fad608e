"""What an import would do, or did: counts, examples and warnings, for a person to judge and for machines to read."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.integrations.diff import Changes, Difference, Ref
from spor.integrations.held import Key, names_of

EXAMPLES = 3
SHOWN = {
    "persons": gettext_lazy("Personer"),
    "groups": gettext_lazy("Klasser og hold"),
    "enrolments": gettext_lazy("Indskrivninger"),
    "memberships": gettext_lazy("Medlemskaber"),
    "posts": gettext_lazy("Stillinger"),
    "guardianships": gettext_lazy("Kontaktpersoner"),
}
IN_JSON = ("persons", "groups", "memberships", "guardianships")


@dataclass
class Count:
    """Rows of one kind that come, change and end, each with a few examples by first name."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, int]:
        return {"added": self.added, "changed": self.changed, "ended": self.ended}


@dataclass
class Report:
    """An import's result. `applied` tells whether it was carried out; `as_of` is the day the file speaks of."""

    number: str
    school: str
    as_of: dt.date
    is_new_school: bool = False
    applied: bool = False
    tables: dict[str, Count] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(any(count.numbers.values()) for count in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        """The four kinds and the warnings, as `import_register --json` prints them."""
        return {**{name: self.tables[name].numbers for name in IN_JSON}, "warnings": self.warnings}


def preview(difference: Difference) -> Report:
    """Count what the difference would do. One more query, for the examples' names."""
    staged, school = difference.staged, difference.holding.school
    report = Report(
        number=staged.number,
        school=staged.name or (school.name if school else staged.number),
        as_of=difference.as_of,
        is_new_school=school is None,
        warnings=staged.warnings,
    )
    picked = {name: _picked(changes, name) for name, changes in difference.tables.items()}
    picked["persons"] = {
        "added": [*difference.new_persons, *sorted(difference.coming)],
        "changed": list(difference.changed_persons),
        "ended": sorted(difference.leaving),
    }
    shown = {
        ref for name, kinds in picked.items() if name != "groups" for keys in kinds.values() for ref in _first(keys)
    }
    names = _names(difference, shown)
    for name in SHOWN:
        kinds = picked[name]
        label = _group_namer(difference) if name == "groups" else names.__getitem__
        examples = {kind: [label(ref) for ref in _first(keys)] for kind, keys in kinds.items() if keys}
        report.tables[name] = Count(len(kinds["added"]), len(kinds["changed"]), len(kinds["ended"]), examples)
    return report


def _picked(changes: Changes, name: str) -> dict[str, list[Any]]:
    """The ref each changed row is shown by. A membership is one person in one group, in whatever role."""

    def once(keys: Iterable[Key]) -> list[Any]:
        return [key[0] for key in (dict.fromkeys(key[:2] for key in keys) if name == "memberships" else keys)]

    return {
        "added": once(changes.added),
        "changed": once([*changes.changed, *changes.replaced]),
        "ended": once(key for key, _row, _on in changes.ended.values()),
    }


def _first(refs: list[Any]) -> list[Any]:
    return list(dict.fromkeys(refs))[:EXAMPLES]


def _names(difference: Difference, refs: set[Ref]) -> dict[Ref, str]:
    """First names; of a protected person nothing but that."""
    found: dict[Ref, str] = {}
    held = names_of(ref for ref in refs if isinstance(ref, int))
    for ref in refs:
        if isinstance(ref, int):
            name, is_protected = held[ref]
        else:
            row = difference.new_persons[ref]
            name, is_protected = row.alias_given_name or row.given_name, bool(row.is_protected)
        found[ref] = _("(beskyttet)") if is_protected else name
    return found


def _group_namer(difference: Difference) -> Callable[[Ref], str]:
    names: dict[Ref, str] = {held.id: held.values[0] for held in difference.holding.groups.values()}
    names |= {key[0]: values[0] for key, (values, _from_on) in difference.groups.added.items()}
    names |= {row.id: f"{row.values[0]} → {after[0]}" for row, after in difference.groups.changed.values()}
    return names.__getitem__


def as_text(report: Report) -> str:
    """The report for a person at a terminal, warnings first."""
    lines = [
        _("%(school)s (%(number)s), %(day)s")
        % {"school": report.school, "number": report.number, "day": formats.date_format(report.as_of, "j. F Y")}
    ]
    if report.is_new_school:
        lines.append(_("Skolen er ny her."))
    if report.warnings:
        lines += ["", _("Advarsler (%(count)s)") % {"count": len(report.warnings)}]
        lines += [f"  ! {warning}" for warning in report.warnings]
    if report.is_empty:
        return "\n".join([*lines, "", _("Intet er ændret siden sidst.")])
    words = {"added": _("nye"), "changed": _("ændrede"), "ended": _("slut")}
    for name, count in report.tables.items():
        lines += ["", str(SHOWN[name])]
        for kind, number in count.numbers.items():
            if number:
                examples = count.examples.get(kind, [])
                more = " …" if number > len(examples) else ""
                lines.append(f"  {number:>6} {words[kind]}: {', '.join(examples)}{more}")
        if not any(count.numbers.values()):
            lines.append(_("  uændret"))
    done = _("Det er indlæst.") if report.applied else _("Intet er ændret endnu. Kør igen med --apply for at indlæse.")
    return "\n".join([*lines, "", done])
