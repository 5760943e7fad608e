"""An edition: what a forløb says at one moment, for ever. Classes run editions, never the draft."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from spor.access import events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.curriculum.wordings import word_goal
from spor.forloeb.models import Block, BlockGoal, BlockVersion, Edition, EditionBlock, Forloeb
from spor.forloeb.pupil_words import SAID_MAX


@transaction.atomic
def publish(*, actor: Actor, forloeb: Forloeb, key: str) -> Edition:
    """Make an edition of the heads of all blocks, in order, the front first. The same key twice is one edition.

    Words in pupil language become wordings, to which evidence can refer. Refused: no title; nothing changed since the newest edition.
    """
    guard.require(actor, "write", forloeb)
    Forloeb.objects.select_for_update().get(pk=forloeb.pk)  # editions are numbered one at a time
    done = Edition.objects.filter(key=key, forloeb=forloeb).first()
    if done is not None:
        return done
    versions = _heads(forloeb)
    title = next((version.title for version in versions if version.block_id == forloeb.front_id), "")
    if not title:
        raise Refused(_("Giv forløbet en titel, før du udgiver det."), field="title")
    newest = Edition.objects.filter(forloeb=forloeb).order_by("-n").first()
    if newest is not None and _versions_of(newest) == [version.pk for version in versions]:
        raise Refused(_("Der er ikke ændret noget siden %(n)s. udgave.") % {"n": newest.n})
    edition = Edition.objects.create(
        forloeb=forloeb,
        n=(Edition.objects.filter(forloeb=forloeb).aggregate(last=Max("n"))["last"] or 0) + 1,
        published_by_id=actor.person_id,
        published_at=actor.now,
        title=title,
        key=key,
    )
    EditionBlock.objects.bulk_create(
        [EditionBlock(edition=edition, rank=rank, version=version) for rank, version in enumerate(versions)]
    )
    _word_goals(versions, actor)
    events.record("publish", actor=actor, thing="forloeb_draft", code=edition.code)
    return edition


def _heads(forloeb: Forloeb) -> list[BlockVersion]:
    """The heads in order, read after their blocks are locked, so that no writing moves them meanwhile."""
    list(Block.objects.select_for_update().filter(forloeb=forloeb).values_list("pk", flat=True))
    blocks = Block.objects.filter(forloeb=forloeb, removed_at=None, head__isnull=False).select_related("head")
    ordered = sorted(blocks, key=lambda block: (block.kind != Block.Kind.FRONT, block.rank))
    return [block.head for block in ordered if block.head is not None]


def _versions_of(edition: Edition) -> list[int]:
    return list(EditionBlock.objects.filter(edition=edition).order_by("rank").values_list("version", flat=True))


def _word_goals(versions: list[BlockVersion], actor: Actor) -> None:
    own = BlockGoal.objects.filter(version__in=versions, wording=None).exclude(said="", icon="", sound=None)
    for row in own.select_related("goal", "sound"):
        text = row.said or row.goal.text[:SAID_MAX]
        row.wording = word_goal(goal=row.goal, text=text, icon=row.icon, sound=row.sound, owner_id=actor.person_id or 0)
        row.said, row.icon, row.sound = "", "", None
        row.save(update_fields=["wording", "said", "icon", "sound"])
