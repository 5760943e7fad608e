"""The page where a teacher answers a product: the product, the goals beside it, and the class it is one of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.evidence.models import HandIn, Phrase, ProductFile, ProductVersion, Return
from spor.evidence.queries import answerable, feedback, lines, queue
from spor.evidence.queries.classlist import Row, class_list
from spor.evidence.queries.feedback import Given
from spor.evidence.queries.lines import VersionLine
from spor.evidence.queries.phrases import phrases
from spor.evidence.queries.sheet import Sheet, sheet_of


@dataclass(frozen=True)
class SaidLine:
    """What one of the makers says of the product."""

    name: str
    text: str
    levels: list[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Review(Sheet):
    """All of the page.

    holder    the first name of a colleague who is at it now: then the page is for reading
    newer     code of the hand-in of a newer version, "" when this is the newest
    preload   (trace, file) codes of the pictures that come next, for the browser to have them ready
    """

    versions: list[VersionLine]
    shown: VersionLine
    words_of: list[SaidLine]
    given: list[Given]
    rows: list[Row]
    phrases: list[Phrase]
    holder: str = ""
    newer: str = ""
    parents_see: bool = True
    preload: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is this product's turn to be answered."""
        return not self.newer and not self.returned

    @property
    def returned(self) -> Return | None:
        return getattr(self.hand_in, "returned", None)

    @property
    def trace(self) -> str:
        """The code under which the product's files have their addresses."""
        return self.traces[0].code

    @property
    def title(self) -> str:
        return str(self.hand_in.assignment or self.hand_in.version.product)

    @property
    def forloeb(self) -> str:
        assignment = self.hand_in.assignment
        return assignment.run.edition.title if assignment else ""

    @property
    def group(self) -> str:
        assignment = self.hand_in.assignment
        return assignment.run.group.name if assignment else ""

    @property
    def words(self) -> int:
        return len(self.shown.text.split())

    @property
    def sent(self) -> int:
        return sum(row.state == "given" for row in self.rows)

    @property
    def minutes(self) -> int:
        return queue.minutes(len({row.code for row in self.rows if row.state == "waiting"}))

    @property
    def place(self) -> int:
        return next((at for at, row in enumerate(self.rows) if row.code == self.code), 0)

    @property
    def previous(self) -> str:
        return _other(self.rows[: self.place][::-1], self.code)

    @property
    def following(self) -> str:
        return _other(self.rows[self.place + 1 :], self.code)


def review(actor: Actor, code: str, *, version: int = 0) -> Review:
    """The page of the hand-in `code`, showing `version` (its own by default). The look is recorded.

    404, or 403 for colleagues, when the actor may not answer it. About twenty queries, however large the class.
    """
    hand_in, traces = answerable.load(actor, code)
    sheet = sheet_of(actor, hand_in, traces)
    versions = lines.lines(
        actor, ProductVersion.objects.filter(product=hand_in.version.product_id, hand_in__isnull=False)
    )
    own = next(line for line in versions if line.version.pk == hand_in.version_id)
    rows = class_list(actor, hand_in)
    return Review(
        **vars(sheet),
        versions=versions,
        shown=next((line for line in versions if line.version.n == version), own),
        words_of=_said_lines(sheet),
        given=feedback.feedback_on_each(actor, traces),
        rows=rows,
        phrases=phrases(actor),
        holder=queue.holder(actor, hand_in),
        newer=_newer(versions, hand_in),
        parents_see=settings.PARENTS_SEE_FEEDBACK,
        preload=_pictures_of(next_waiting(rows, code)),
    )


def next_waiting(rows: Sequence[Row], code: str) -> Row | None:
    """The row of the class list that comes after this hand-in: on to the end, then from the beginning."""
    place = next((at for at, row in enumerate(rows) if row.code == code), 0)
    turned = [*rows[place + 1 :], *rows[:place]]
    return next((row for row in turned if row.state == "waiting" and not row.holder and row.code != code), None)


def _pictures_of(row: Row | None) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    files = ProductFile.objects.filter(version__hand_in__code=row.code, file__kind=StoredFile.Kind.PICTURE)
    return tuple((row.trace, code) for code in files.order_by("rank", "pk").values_list("code", flat=True)[:4])


def _other(rows: Sequence[Row], code: str) -> str:
    return next((row.code for row in rows if row.code and row.code != code), "")


def _newer(versions: list[VersionLine], hand_in: HandIn) -> str:
    newest = versions[0].hand_in
    return newest.code if newest is not None and newest.pk != hand_in.pk else ""


def _said_lines(sheet: Sheet) -> list[SaidLine]:
    """What was said in words. Levels are shown here for a group; those of one pupil stand beside the teacher's, and alone need no card."""
    words = {line.block_goal.goal_id: line.text for line in sheet.goals} if len(sheet.said) > 1 else {}
    found = [
        SaidLine(
            each.pupil.first_name,
            each.text,
            [(words[one.goal_id], one.level) for one in each.levels.all() if one.goal_id in words],
        )
        for each in sheet.said
    ]
    return [line for line in found if line.text or line.levels]
