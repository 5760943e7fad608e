"""The file of a resource block."""

from dataclasses import replace

from django.core.files.base import File
from django.db import transaction
from django.http import Http404

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.forloeb.keeping import Kept, keep, locked
from spor.forloeb.models import Block
from spor.forloeb.texts import text_of


@transaction.atomic
def attach_file(*, actor: Actor, block: Block, upload: "File[bytes] | files.Prepared") -> Kept:
    """Lay a file in a resource block, in place of the one that was there (which its earlier version keeps).

    A block without a title takes the file's name. Refused as `files.prepare` refuses: too large, empty, not what it says, disk full.
    """
    guard.require(actor, "write", block.forloeb)
    if block.kind != Block.Kind.RESOURCE:
        raise Http404
    stored = files.store(upload, now=actor.now)
    kept = _keep_with(block, actor=actor, file_id=stored.pk, title=stored.name.rpartition(".")[0])
    events.record("attach_file", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


@transaction.atomic
def detach_file(*, actor: Actor, block: Block) -> Kept:
    """Take the file out of a block; the version before still has it."""
    guard.require(actor, "write", block.forloeb)
    kept = _keep_with(block, actor=actor, file_id=None, title="")
    events.record("detach_file", actor=actor, thing="forloeb_draft", code=block.code)
    return kept


def _keep_with(block: Block, *, actor: Actor, file_id: int | None, title: str) -> Kept:
    place = locked(block)
    if place.head is None:
        raise Http404
    said = text_of(place.head)
    return keep(place, place.head.base, replace(said, file_id=file_id, title=said.title or title[:200]), actor=actor)
