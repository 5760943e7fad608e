"""One forløb as its authors see it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F
from django.http import Http404
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.forloeb import weeks
from spor.forloeb.models import Author, Block, BlockVersion, Edition, EditionBlock, Forloeb
from spor.forloeb.queries.shown import FileAddress, ShownBlock, shown

ICONS = {
    Block.Kind.FRONT: "route",
    Block.Kind.TEXT: "text",
    Block.Kind.GOALS: "target",
    Block.Kind.ACTIVITY: "hand",
    Block.Kind.RESOURCE: "paperclip",
    Block.Kind.ASSIGNMENT: "clipboard-list",
}


@dataclass(frozen=True)
class WrittenBlock:
    """A block with what writing in it takes: `base` goes with the text; `conflict` is the code of a side version that waits, or ""."""

    shown: ShownBlock
    base: str
    conflict: str = ""

    @property
    def code(self) -> str:
        return self.shown.code

    @property
    def kind(self) -> str:
        return self.shown.kind

    @property
    def word(self) -> str:
        """«Aktivitet»."""
        return str(Block.Kind(self.kind).label)

    @property
    def name(self) -> str:
        """What the block is called where buttons speak of it: «Aktivitet: Respons i makkerpar»."""
        return f"{self.word}: {self.shown.title}" if self.shown.title else self.word

    @property
    def icon(self) -> str:
        return ICONS[Block.Kind(self.kind)]

    @property
    def has_goals(self) -> bool:
        return self.kind in (Block.Kind.GOALS, Block.Kind.ASSIGNMENT)


@dataclass(frozen=True)
class ForloebPage:
    """Everything on the page. `is_published` is false while something waits to be published (and before the first edition)."""

    forloeb: Forloeb
    front: WrittenBlock
    blocks: tuple[WrittenBlock, ...]
    authors: tuple[Author, ...]
    editions: tuple[Edition, ...]
    is_published: bool
    can_share: bool

    @property
    def title(self) -> str:
        return self.front.shown.title or _("Uden titel")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(author.person.name for author in self.authors)

    @property
    def authors_in_words(self) -> str:
        """«Mette Lindqvist og Jonas Beck»."""
        return get_text_list(list(self.names), _("og"))

    @property
    def weeks_in_words(self) -> str:
        """«uge 46–50», "" without weeks."""
        return weeks.in_words(self.forloeb.from_week, self.forloeb.to_week)

    @property
    def written_at(self) -> dt.datetime:
        """When somebody last wrote anything that stands here."""
        heads = [block.shown.version for block in (self.front, *self.blocks)]
        return max(version.saved_at or version.at for version in heads)

    @property
    def newest(self) -> Edition | None:
        return self.editions[0] if self.editions else None

    @cached_property
    def weeks(self) -> list[tuple[int, str]]:
        """(week, what is handed in) for each week of the forløb; «» where nothing is."""
        due: dict[int, list[str]] = {}
        for block in self.blocks:
            if block.shown.due_week is not None:
                due.setdefault(block.shown.due_week, []).append(block.shown.title or _("Opgave"))
        numbers = weeks.span(self.forloeb.from_week, self.forloeb.to_week, self.forloeb.week_year)
        return [(number, ", ".join(due.get(number, []))) for number in numbers]


def forloeb_page(actor: Actor, code: str, file_address: FileAddress | None = None) -> ForloebPage:
    """The page of one forløb. 404 for strangers, 403 for colleagues who do not write it. Eight queries, however many blocks."""
    rows = Forloeb.objects.select_related("subject", "school")
    forloeb = guard.get_or_404(actor, Forloeb, code, "write", also=("share",), rows=rows)
    versions = _heads(forloeb)
    waiting = _waiting(forloeb)
    written = [
        WrittenBlock(block, version.base, waiting.get(version.block_id, ""))
        for block, version in zip(shown(versions, file_address), versions, strict=True)
    ]
    if not written or written[0].kind != Block.Kind.FRONT:
        raise Http404
    editions = tuple(Edition.objects.filter(forloeb=forloeb).select_related("published_by").order_by("-n"))
    return ForloebPage(
        forloeb=forloeb,
        front=written[0],
        blocks=tuple(written[1:]),
        authors=tuple(
            Author.objects.filter(forloeb=forloeb, to_at=None).select_related("person").order_by("-is_owner", "from_at")
        ),
        editions=editions,
        is_published=_is_published(editions, versions),
        can_share=bool(getattr(forloeb, "can_share", False)),
    )


def _heads(forloeb: Forloeb) -> list[BlockVersion]:
    """The heads in the order of the page, the front first."""
    heads = BlockVersion.objects.filter(block__forloeb=forloeb, block__removed_at=None, pk=F("block__head"))
    found = list(heads.select_related("block", "file"))
    return sorted(found, key=lambda version: (version.block.kind != Block.Kind.FRONT, version.block.rank))


def _waiting(forloeb: Forloeb) -> dict[int, str]:
    """Block id → code of its latest side version that nobody has settled."""
    sides = BlockVersion.objects.filter(block__forloeb=forloeb, is_side=True, settled_by=None)
    return dict(sides.order_by("n").values_list("block", "code"))


def _is_published(editions: tuple[Edition, ...], versions: list[BlockVersion]) -> bool:
    if not editions:
        return False
    used = EditionBlock.objects.filter(edition=editions[0]).order_by("rank").values_list("version", flat=True)
    return list(used) == [version.pk for version in versions]


def block_of(actor: Actor, code: str, block_code: str) -> Block:
    """A block of a forløb that the actor writes, removed ones too; 404 for blocks of other forløb."""
    forloeb = guard.get_or_404(actor, Forloeb, code, "write")
    block = Block.objects.select_related("head", "forloeb").filter(forloeb=forloeb, code=block_code).first()
    if block is None:
        raise Http404
    return block


def version_of(block: Block, version_code: str) -> BlockVersion:
    """A version of a block that the guard has let through; 404 for versions of other blocks."""
    versions = BlockVersion.objects.select_related("block__forloeb", "by")
    version = versions.filter(block=block, code=version_code).first()
    if version is None:
        raise Http404
    return version


def side_of(block: Block, version_code: str) -> BlockVersion:
    """A version that lost a race; 404 for any other."""
    version = version_of(block, version_code)
    if not version.is_side:
        raise Http404
    return version
