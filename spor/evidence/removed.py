"""What pupils took away is gone for good after a day. Without an actor: a nightly timer does it."""

import datetime as dt

from django.db import transaction

from spor.access import events, holds
from spor.evidence.models import Product, Removal, Trace

CAN_BE_HAD_BACK = dt.timedelta(days=1)


@transaction.atomic
def erase_removed(*, now: dt.datetime) -> int:
    """Erase what was taken away more than a day ago; returns how many products.

    Its files go with the next sweep, since nothing refers to them any more.
    """
    old = Removal.objects.filter(at__lt=now - CAN_BE_HAD_BACK)
    kept = Trace.objects.filter(product__removal__in=old, pupil__in=holds.held(now)).values("product")
    gone = list(old.exclude(product__in=kept).values_list("product", flat=True))
    Trace.objects.filter(product__in=gone).delete()
    Product.objects.filter(pk__in=gone).delete()
    if gone:
        events.record("erase_removed", actor=None, thing="product", note=str(len(gone)))
    return len(gone)
