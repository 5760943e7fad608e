"""Frameworks as they ship and how they come into the database: read a file, compare with what is there, write the difference.

Only commands call this (decision 0001): there is no actor here, and no page writes an official goal.
"""

from pathlib import Path

from spor.curriculum.frameworks.faelles_maal import read
from spor.curriculum.frameworks.writing import Written, write

SHIPPED = Path(__file__).parent / "faelles_maal.json"

__all__ = ["SHIPPED", "Written", "load_framework"]


def load_framework(path: Path = SHIPPED) -> Written:
    """Load the framework in `path` (default: the one that ships) in one transaction; a second load changes nothing.

    Codes and rows of goals that are already there are kept. Refused when the file is not a framework or does not agree with its own
    control counts; nothing is written then.
    """
    return write(read(path))
