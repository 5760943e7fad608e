"""The one entry for reading a register file: stage → diff → preview → merge (decision 0025).

    report = import_file(path_or_bytes, apply=False)    # what would happen
    report = import_file(path_or_bytes, apply=True)     # and now it has, in one transaction

The command, the page and the demo all call `import_file`. A file that cannot be trusted raises `refusals.RefusedFile`
(a `Refused` with `.line`), and nothing is changed.
"""

from pathlib import Path

from spor.access.actor import Actor
from spor.integrations.preview import Report


def import_file(source: Path | str | bytes, *, apply: bool, actor: Actor | None = None) -> Report:
    """Read one institution's register file and say what it changes; with `apply`, change it.

    source  a path, or the file's bytes
    actor   who asked; None is the command line or the nightly fetch
    Raises RefusedFile (Danish sentence, `.line`) when the file is malformed, hostile, too large, or older than what was read last.
    """
    raise NotImplementedError
