"""One spor to take along: what its reader sees of it, as a page and files that need no server."""

from dataclasses import dataclass, field

from spor.access import guard
from spor.access.actor import Actor
from spor.base.files.words import ending_of
from spor.base.models import StoredFile
from spor.evidence.models import ProductFile, Trace
from spor.evidence.queries import feedback, lines, products
from spor.evidence.queries.feedback import Given
from spor.evidence.queries.products import ProductPage


@dataclass
class Packed:
    """`held`: name in the package → file."""

    page: ProductPage
    held: dict[str, StoredFile] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """The words of the spor, newest version first."""
        remark = self.page.trace.remark
        return [remark.text] if remark else [line.text for line in self.page.versions if line.text]

    @property
    def feedback(self) -> list[Given]:
        return self.page.feedback

    def put(self, stored: StoredFile) -> None:
        self.held[f"filer/{len(self.held) + 1}.{ending_of(stored.name)}"] = stored


def packed(actor: Actor, code: str) -> Packed:
    """The spor `code` with everything in it that the actor may take along. The look is recorded as one at the portfolio.

    404 and 403 as the spor's own page; a leader needs a reason.
    """
    found = guard.get_or_404(actor, Trace, code, "export")
    content = Packed(products.product_page(actor, code))
    trace = content.page.trace
    if trace.remark is not None and trace.remark.file is not None:
        content.put(trace.remark.file)
    if trace.product is not None:
        rows = ProductFile.objects.filter(version__in=lines.readable(actor, found)).select_related("file")
        for each in rows.order_by("-version__n", "rank", "id"):
            content.put(each.file)
    for given in content.feedback:
        if given.has_sound:
            content.put(feedback.sound(actor, given.code))
    return content
