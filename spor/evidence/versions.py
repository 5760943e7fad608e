"""The work a pupil has in hand: found, begun, or carried on to its next version. Building blocks of this room's deeds.

Everything that writes to an assignment's products calls `lock` first in its transaction: hand-ins to one assignment come one after
another, so that a second press, or a second member of a group, finds what the first one wrote.
"""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from spor.access.actor import Actor
from spor.base import files
from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.curriculum.models import Goal, Subject
from spor.evidence.models import (
    HandIn,
    Product,
    ProductFile,
    ProductVersion,
    SelfAssessment,
    SelfLevel,
    Trace,
    TraceGoal,
)
from spor.people.models import Enrolment, live
from spor.teaching.models import Assignment

FILES_MAX = 20


def lock(assignment: Assignment) -> None:
    """Wait for whoever else writes to this assignment's products. On SQLite a transaction that writes is alone anyway.

    Raises Refused where the assignment was taken away meanwhile.
    """
    rows = Assignment.objects.select_for_update(no_key=True).filter(pk=assignment.pk)
    if list(rows.values_list("removed_at", flat=True)) != [None]:
        raise Refused(_("Opgaven er taget væk imens. Det, du har lavet, er stadig dit."), status=409)


def standing(pupil_id: int, assignment: Assignment) -> HandIn | None:
    """The pupil's hand-in that is with the teachers now; None before it and after a return."""
    rows = HandIn.objects.filter(assignment=assignment, version__product__traces__pupil=pupil_id, returned__isnull=True)
    return rows.select_related("version__product", "by").order_by("-at", "-id").first()


def in_hand(pupil_id: int, assignment: Assignment) -> ProductVersion | None:
    """The version being written on: of returned work first, else of what was begun last. None when nothing is begun."""
    handed_in = HandIn.objects.filter(version__product=OuterRef("product"))
    rows = ProductVersion.objects.filter(
        product__assignment=assignment, product__traces__pupil=pupil_id, hand_in__isnull=True, product__removal=None
    )
    found = rows.select_related("product").annotate(is_returned=Exists(handed_in))
    return found.order_by("-is_returned", "-at", "-id").first()


def returned(pupil_id: int, assignment: Assignment) -> ProductVersion | None:
    """The last handed-in version of work that was given back and not handed in again."""
    mine = HandIn.objects.filter(assignment=assignment, version__product__traces__pupil=pupil_id)
    last = mine.select_related("version__product", "returned").order_by("-at", "-id").first()
    return last.version if last and hasattr(last, "returned") else None


def begin(actor: Actor, assignment: Assignment) -> ProductVersion:
    """The version in hand, made if there is none: the next one of returned work (with its text and files), or a first one."""
    pupil_id = actor.person_id or 0
    version = in_hand(pupil_id, assignment)
    before = returned(pupil_id, assignment)
    if before is not None and (version is None or version.product_id != before.product_id):
        return _next(actor, before)
    if version is not None:
        return version
    run = assignment.run
    product = make_product(
        actor, [pupil_id], title=assignment.version.title, assignment=assignment, subject=run.subject
    )
    return ProductVersion.objects.create(product=product, n=1, by_id=pupil_id, at=actor.now)


def _next(actor: Actor, before: ProductVersion) -> ProductVersion:
    version = ProductVersion.objects.create(
        product=before.product, n=before.n + 1, by_id=actor.person_id, at=actor.now, text=before.text
    )
    copies = [
        ProductFile(version=version, file_id=each.file_id, rank=each.rank, alt=each.alt) for each in before.files.all()
    ]
    ProductFile.objects.bulk_create(copies)
    return version


def make_product(
    actor: Actor,
    pupil_ids: Sequence[int],
    *,
    title: str = "",
    assignment: Assignment | None = None,
    subject: Subject | None = None,
    key: str = "",
) -> Product:
    """A product without a version, with a trace a maker."""
    schools = present_schools(actor, pupil_ids)
    product = Product.objects.create(
        title=title,
        assignment=assignment,
        made_by_id=actor.person_id,
        made_at=actor.now,
        made_at_school_id=schools.get(pupil_ids[0]),
        key=key or new_code(),
    )
    add_makers(actor, product, pupil_ids, schools, subject)
    return product


def add_makers(
    actor: Actor, product: Product, pupil_ids: Sequence[int], schools: Mapping[int, int], subject: Subject | None
) -> None:
    """A trace for each of these pupils who has none of this product yet."""
    known = set(Trace.objects.filter(product=product).values_list("pupil", flat=True))
    run = product.assignment.run if product.assignment else None
    Trace.objects.bulk_create(
        [
            Trace(
                pupil_id=pupil,
                kind=Trace.Kind.PRODUCT,
                at=actor.now,
                author_id=actor.person_id,
                subject=subject,
                run=run,
                made_at_school_id=schools.get(pupil),
                product=product,
            )
            for pupil in pupil_ids
            if pupil not in known
        ]
    )


def present_schools(actor: Actor, pupil_ids: Collection[int]) -> dict[int, int]:
    """Pupil id → id of the school the pupil goes to today."""
    rows = Enrolment.objects.filter(live(actor.today), person__in=pupil_ids)
    return dict(rows.order_by("from_on").values_list("person", "school"))


def attach(actor: Actor, version: ProductVersion, ready: Sequence[files.Prepared]) -> int:
    """Put files into a version that is not handed in; a content that lies in it already is not put there twice. Returns how many came.

    Raises Refused beyond FILES_MAX files.
    """
    held = list(ProductFile.objects.filter(version=version).select_related("file").order_by("-rank"))
    known = {each.file.sha256 for each in held}
    fresh = list({each.sha256: each for each in ready if each.sha256 not in known}.values())
    if len(held) + len(fresh) > FILES_MAX:
        raise Refused(
            _("Der er plads til %(most)s filer. Fjern nogle af dem først.") % {"most": FILES_MAX}, field="uploads"
        )
    rank = held[0].rank + 1 if held else 0
    for number, each in enumerate(fresh):
        stored = files.store(each, now=actor.now)
        ProductFile.objects.create(version=version, file=stored, rank=rank + number)
    return len(fresh)


def tie_goals(traces: Sequence[Trace], assignment: Assignment) -> list[int]:
    """The traces become evidence of the assignment's goals, under the wording the pupils met. Returns the goals' ids."""
    asked = list(assignment.version.goals.order_by("rank", "id"))
    rows = [
        TraceGoal(trace=trace, goal_id=each.goal_id, wording_id=each.wording_id) for trace in traces for each in asked
    ]
    TraceGoal.objects.bulk_create(rows, ignore_conflicts=True)
    return [each.goal_id for each in asked]


def said_of(
    actor: Actor, product: Product, text: str, levels: Mapping[Goal, int], *, sparing: bool = False
) -> SelfAssessment | None:
    """Write what the actor says of the product: the latest words stand. None when nothing was said and nothing stood.

    sparing   leave what stands alone (a second press must not overwrite it)
    """
    stands = SelfAssessment.objects.filter(product=product, pupil=actor.person_id).first()
    if stands is None and not text and not levels:
        return None
    if stands is not None and sparing:
        return stands
    said = stands or SelfAssessment(product=product, pupil_id=actor.person_id)
    said.text, said.at = text, actor.now
    said.save()
    SelfLevel.objects.filter(self_assessment=said).delete()
    SelfLevel.objects.bulk_create([SelfLevel(self_assessment=said, goal=goal, level=n) for goal, n in levels.items()])
    return said
