"""The page of one spor, and its files."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from spor.access import guard, names
from spor.access.actor import Actor
from spor.base.files.words import ending_of
from spor.base.models import StoredFile
from spor.evidence.models import Placement, ProductFile, SelfAssessment, Trace, TraceGoal
from spor.evidence.queries import hand_ins, lines, young
from spor.evidence.queries.feedback import Given, feedback_on
from spor.evidence.queries.lines import FileLine, VersionLine
from spor.people.models import Person
from spor.ui.levels import level_name

TITLE_MAX = 60
_KIND_NAMES = {
    "picture": gettext_noop("Billede"),
    "sound": gettext_noop("Optagelse"),
    "film": gettext_noop("Film"),
    "pdf": gettext_noop("PDF"),
    "document": gettext_noop("Dokument"),
    "": gettext_noop("Tekst"),
}


@dataclass(frozen=True)
class SaidLine:
    """What the pupil said of a goal."""

    text: str
    level: int

    @property
    def words(self) -> str:
        return str(level_name(self.level, "pupil"))

    @property
    def aloud(self) -> str:
        return young.spoken_level(self.text, self.level)


@dataclass(frozen=True)
class ProductPage:
    """One spor, as this reader sees it.

    versions   newest first, only those the reader may read; of a remark none (see `remark_file`)
    makers     those whose names the reader may know; `others` how many more there are
    said       the pupil's own words, where the reader may read them
    can_assess_self, can_hand_in, can_place, can_delete, can_take_away   what the reader can do here
    answer_code   the hand-in that a teacher may give feedback on, "" for others
    """

    trace: Trace
    title: str
    versions: list[VersionLine]
    goals: list[str]
    makers: list[Person]
    others: int = 0
    said: SelfAssessment | None = None
    said_levels: list[SaidLine] = field(default_factory=list)
    remark_file: FileLine | None = None
    asked: list[hand_ins.GoalLine] = field(default_factory=list)
    feedback: list[Given] = field(default_factory=list)
    can_assess_self: bool = False
    can_hand_in: bool = False
    is_mine: bool = False
    can_place: bool = False
    can_delete: bool = False
    can_take_away: bool = False
    answer_code: str = ""
    audience: str = ""

    @property
    def who(self) -> str:
        """«Viggo Brandt, Liva Østergaard og 1 til», or whose it is."""
        names = [person.name for person in self.makers]
        if not names:
            return _("En elev i klassen") if self.others < 2 else _("%(count)s elever") % {"count": self.others}
        if self.others:
            names.append(ngettext("%(count)s til", "%(count)s til", self.others) % {"count": self.others})
        return (
            names[0]
            if len(names) == 1
            else _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
        )

    @property
    def shown(self) -> VersionLine | None:
        return self.versions[0] if self.versions else None

    @property
    def aloud(self) -> str:
        return spoken_title(self.title)

    @property
    def aloud_faces(self) -> str:
        return young.spoken_faces()

    @property
    def aloud_return(self) -> str:
        row = self.shown.returned if self.shown else None
        return young.spoken_return(row.by.first_name, row.text) if row else ""

    @property
    def earlier(self) -> list[VersionLine]:
        return self.versions[1:]


def product_page(actor: Actor, code: str) -> ProductPage:
    """The page of the trace `code`; 404 for whoever may not read it. The look is recorded by the guard."""
    trace = load(actor, code)
    if trace.product is None:
        remark = trace.remark
        stored = remark.file if remark else None
        held = lines.file_line(remark.code, stored) if remark and stored else None
        can_take_away = bool(getattr(trace, "can_export", False))
        title = title_of(trace, "", "")
        return ProductPage(trace, title, [], _goal_words(trace), [], remark_file=held, can_take_away=can_take_away)
    found = lines.lines(actor, lines.readable(actor, trace))
    first = found[0] if found else None
    makers, others = _makers(actor, trace)
    said = _said(actor, trace)
    mine = trace.pupil_id == actor.person_id
    assignment = trace.product.assignment
    may_say = bool(mine and assignment and said is None and getattr(trace, "can_assess_self", False))
    kind = first.files[0].kind if first and first.files else ""
    return ProductPage(
        trace=trace,
        title=title_of(trace, first.text if first else "", kind),
        versions=found,
        goals=_goal_words(trace),
        makers=makers,
        others=others,
        said=said,
        said_levels=_said_levels(said, trace),
        asked=asked_of(trace) if may_say else [],
        can_assess_self=may_say,
        feedback=feedback_on(actor, trace),
        can_hand_in=bool(mine and assignment and not assignment.removed_at and getattr(trace, "can_write", False)),
        is_mine=mine,
        can_place=mine and assignment is None and not getattr(trace, "is_placed", False),
        can_delete=bool(getattr(trace, "can_delete", False)) and len(makers) + others == 1,
        can_take_away=bool(getattr(trace, "can_export", False)),
        answer_code=_to_answer(trace, first),
        audience=_audience(trace, found) if mine else "",
    )


def _to_answer(trace: Trace, first: VersionLine | None) -> str:
    hand_in = first.hand_in if first and not first.returned else None
    return hand_in.code if hand_in and getattr(trace, "can_give_feedback", False) else ""


def asked_of(trace: Trace) -> list[hand_ins.GoalLine]:
    """The goals the pupil may say a level of: those of the assignment."""
    assignment = trace.product.assignment if trace.product else None
    return hand_ins.goal_lines(assignment, {}) if assignment else []


def load(actor: Actor, code: str, thing: str = "product") -> Trace:
    """A trace with what its page shows. `thing` product_file_url for its files."""
    rows = Trace.objects.select_related(
        "pupil", "author", "subject", "run__edition", "product__assignment__version", "remark__by", "remark__file"
    )
    rows = rows.filter(result=None).annotate(is_placed=Exists(Placement.objects.filter(trace=OuterRef("pk"))))
    also = ["assess_self", "write", "give_feedback", "delete", "portfolio_item.export"] if thing == "product" else []
    trace = guard.get_or_404(actor, Trace, code, thing=thing, rows=rows, also=also)
    names.veil(actor, [trace.pupil, *([trace.author] if trace.author and trace.product_id else [])])
    return trace


def own_trace(actor: Actor, code: str) -> Trace:
    """A spor that the actor may take away, taken away already or not."""
    return guard.get_or_404(actor, Trace, code, "delete", thing="product", rows=Trace.objects.select_related("pupil"))


def stored_file(actor: Actor, code: str, file_code: str) -> StoredFile:
    """The file `file_code` of the trace `code`, if the actor reads the version it lies in. Http404 otherwise."""
    trace = load(actor, code, "product_file_url")
    if trace.remark is not None and trace.remark.file is not None and trace.remark.code == file_code:
        return trace.remark.file
    rows = ProductFile.objects.filter(code=file_code, version__in=lines.readable(actor, trace))
    found = rows.select_related("file").first()
    if found is None:
        raise Http404
    if found.file.kind == StoredFile.Kind.PICTURE:
        found.file.name = (
            f"{_('billede')}.{ending_of(found.file.name)}"  # what a child calls a picture may be its own name
        )
    return found.file


def title_of(trace: Trace, text: str, kind: str) -> str:
    """What a spor is called: the assignment, the title it was given, its first line, or what it is."""
    if trace.remark is not None:
        return first_line(trace.remark.text) or _("Note")
    product = trace.product
    if product and product.assignment:
        return product.assignment.version.title or product.title
    return (product.title if product else "") or first_line(text) or kind_name(kind)


def first_line(text: str) -> str:
    """The first line of a text, cut at a word."""
    line = next((each.strip("- ").strip() for each in text.split("\n") if each.strip("- ")), "")
    return line if len(line) <= TITLE_MAX else f"{line[:TITLE_MAX].rsplit(' ', 1)[0]} …"


def kind_name(kind: str) -> str:
    """«Billede»: what a spor without words is called."""
    return _(_KIND_NAMES.get(kind, _KIND_NAMES[""]))


def spoken_title(title: str) -> str:
    """What a child hears a spor called: one without a name of its own is known by its picture."""
    return _("Det har du lavet.") if title in map(_, _KIND_NAMES.values()) else title


def _audience(trace: Trace, found: list[VersionLine]) -> str:
    """Who else sees it, for whoever made it."""
    if lines.newest_handed_in(found) or getattr(trace, "is_placed", False):
        return _("Dine lærere og dine forældre ser det også.")
    return _("Kun du ser det, til du afleverer det eller lægger det i dit spor.")


def _goal_words(trace: Trace) -> list[str]:
    return [
        str(each) for each in TraceGoal.objects.filter(trace=trace).select_related("goal", "wording").order_by("id")
    ]


def _makers(actor: Actor, trace: Trace) -> tuple[list[Person], int]:
    """Who made it. A protected name is shown to those who know it; to others a maker without an alias is only counted."""
    everyone = Person.objects.filter(traces__product=trace.product_id)
    names = guard.visible(actor, Person, thing="class_directory")
    protected = guard.visible(actor, Person, thing="protected_identity")
    known = everyone.filter(Exists(names.filter(pk=OuterRef("pk"))) | Exists(protected.filter(pk=OuterRef("pk"))))
    rows = known.annotate(is_known=Exists(protected.filter(pk=OuterRef("pk"))))
    shown = [each for each in rows if not each.is_protected or each.alias_given_name or each.is_known]
    return hand_ins.sorted_by_name(shown), everyone.count() - len(shown)


def _said(actor: Actor, trace: Trace) -> SelfAssessment | None:
    rows = guard.visible(actor, SelfAssessment).filter(product=trace.product_id, pupil=trace.pupil_id)
    return rows.prefetch_related("levels").first()


def _said_levels(said: SelfAssessment | None, trace: Trace) -> list[SaidLine]:
    if said is None:
        return []
    level = {each.goal_id: each.level for each in said.levels.all()}
    rows = TraceGoal.objects.filter(trace=trace, goal__in=level).select_related("goal", "wording").order_by("id")
    return [SaidLine(str(each), level[each.goal_id]) for each in rows] if level else []
