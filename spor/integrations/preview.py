"""What an import would do, or did: counts, examples and warnings, for a person to judge and for machines to read."""

from dataclasses import dataclass, field


@dataclass
class Count:
    """Rows of one kind that come, change and end."""

    added: int = 0
    changed: int = 0
    ended: int = 0


@dataclass
class Report:
    """An import's result. `applied` tells whether it was carried out."""

    school: str
    as_of: str
    applied: bool = False
    persons: Count = field(default_factory=Count)
    groups: Count = field(default_factory=Count)
    memberships: Count = field(default_factory=Count)
    guardianships: Count = field(default_factory=Count)
    warnings: list[str] = field(default_factory=list)
