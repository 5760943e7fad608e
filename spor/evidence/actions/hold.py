"""Work that is not handed in yet: files kept as they are chosen, one taken out again, all of it seen by nobody but the pupil."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.files import Prepared
from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.evidence import versions
from spor.evidence.models import HandIn, ProductFile, ProductVersion
from spor.teaching.models import Assignment


@transaction.atomic
def hold(
    *,
    actor: Actor,
    assignment: Assignment,
    files: Sequence[Prepared] = (),
    text: str | None = None,
    self_text: str = "",
    self_levels: Mapping[Goal, int] | None = None,
    key: str = "",
) -> ProductVersion | None:
    """Keep what a pupil has so far. `text` None leaves the text as it is. Nothing to keep begins nothing: None.

    A `key` that has handed in already keeps nothing: the press came through by another way.
    """
    guard.require(actor, "hand_in", assignment)
    versions.lock(assignment)
    if key and HandIn.objects.filter(key=key).exists():
        return None
    fresh = _unknown(actor, assignment, files)
    if not (fresh or text or self_text or self_levels) and versions.in_hand(actor.person_id or 0, assignment) is None:
        return None
    version = versions.begin(actor, assignment)
    versions.attach(actor, version, fresh)
    if text is not None:
        version.text = text
    version.at = actor.now
    version.save(update_fields=["text", "at"])
    if text is not None:
        versions.said_of(actor, version.product, self_text, self_levels or {})
        drafts.erase_draft(actor=actor, thing="hand_in", code=assignment.code)
    events.record("hold", actor=actor, thing="product", code=version.code, pupil_id=actor.person_id)
    return version


def _unknown(actor: Actor, assignment: Assignment, ready: Sequence[Prepared]) -> list[Prepared]:
    """Without what lies in a hand-in that stands: an upload that was under way when the button was pressed."""
    stands = versions.standing(actor.person_id or 0, assignment)
    known = set(stands.version.files.values_list("file__sha256", flat=True)) if stands else set()
    return [each for each in ready if each.sha256 not in known]


@transaction.atomic
def take_out(*, actor: Actor, assignment: Assignment, code: str) -> StoredFile | None:
    """Take a file out of the work in hand, and return it. Of returned work the earlier version keeps it. Gone already is fine: None."""
    guard.require(actor, "hand_in", assignment)
    versions.lock(assignment)
    files = ProductFile.objects.select_related("file")
    chosen = files.filter(code=code, version__product__assignment=assignment).first()
    if chosen is None or not (
        versions.in_hand(actor.person_id or 0, assignment) or versions.returned(actor.person_id or 0, assignment)
    ):
        return None
    version = versions.begin(actor, assignment)
    # The page of returned work may show the files of the version before; the copies refer to the same contents.
    ProductFile.objects.filter(version=version, file=chosen.file_id).delete()
    events.record("take_out", actor=actor, thing="product", code=version.code, pupil_id=actor.person_id)
    return chosen.file
