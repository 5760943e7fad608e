"""The one entry for reading a register file: stage → diff → preview → merge (decision 0025).

    report = import_file(path_or_bytes, apply=False)    # what would happen
    report = import_file(path_or_bytes, apply=True)     # and now it has, in one transaction
    reports = import_all(path_or_bytes, apply=True)     # a source of several institutions, all or none

The command, the page and the demo all call these. A file that cannot be trusted raises `refusals.RefusedFile`
(a `Refused` with `.line`), and nothing is changed.
"""

import datetime as dt
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.base import clock
from spor.integrations.apply import merge
from spor.integrations.diff import Difference
from spor.integrations.plan import plan
from spor.integrations.preview import Report, preview
from spor.integrations.reading import read_source
from spor.integrations.refusals import RefusedFile
from spor.integrations.rows import RegisterFile
from spor.integrations.stage import Staged, stage
from spor.people import register


def import_file(source: Path | str | bytes, *, apply: bool, actor: Actor | None = None) -> Report:
    """Read one institution's register file and say what it changes; with `apply`, change it.

    source  a path, or the file's bytes
    actor   who asked, the municipality's register administrator; None is the command line or the nightly fetch
    Raises RefusedFile (Danish sentence, `.line`) when the file is malformed, hostile, too large, or older than what was read last.
    """
    _check_actor(actor, apply)
    files = read_source(source)
    if len(files) != 1:
        words = _("Filen har %(count)s institutioner. Indlæs dem hver for sig.") % {"count": len(files)}
        raise RefusedFile(words)
    return _import(files, apply=apply, actor=actor)[0]


def import_all(source: Path | str | bytes, *, apply: bool, actor: Actor | None = None) -> list[Report]:
    """As `import_file`, of a source that may have several institutions: a report each. Applied, all or none of them are."""
    _check_actor(actor, apply)
    return _import(read_source(source), apply=apply, actor=actor)


def _import(files: list[RegisterFile], *, apply: bool, actor: Actor | None) -> list[Report]:
    every = [stage(file) for file in files]
    if not apply:
        return [preview(planned(staged)) for staged in every]
    reports = []
    with transaction.atomic():
        register.lock()
        for staged in every:
            difference = planned(staged)
            reports.append(preview(difference))
            merge(difference, actor=actor)
    for report in reports:
        report.applied = True
    return reports


def _check_actor(actor: Actor | None, apply: bool) -> None:
    """Running an import is the administrator's, with a second factor; nobody else needs it."""
    if actor and not ("municipal_admin" in actor.relations.municipal and (actor.mfa or not apply)):
        raise PermissionDenied


def planned(staged: Staged) -> Difference:
    """What the file's claims would change now. Raises RefusedFile for a file older than what the school was read in from."""
    difference = plan(staged)
    school = difference.holding.school
    if school and school.register_at and staged.exported_at < school.register_at:
        words = _("Filen er fra %(file)s, men skolen er allerede indlæst pr. %(held)s. En ældre fil læses ikke ind.")
        raise RefusedFile(words % {"file": _day(staged.exported_at), "held": _day(school.register_at)})
    if staged.as_of > clock.today():
        staged.warnings.append(_("Filen er dateret i fremtiden: %(day)s.") % {"day": _day(staged.exported_at)})
    return difference


def _day(moment: dt.datetime) -> str:
    return formats.date_format(moment.astimezone(clock.COPENHAGEN), "j. F Y H.i")
