"""What pupils took away is gone for good after a day. Without an actor: a nightly timer does it."""

import datetime as dt

from django.db import transaction

from spor.access import events
from spor.evidence.models import Product, Removal, Trace

CAN_BE_HAD_BACK = dt.timedelta(days=1)


@transaction.atomic
def erase_removed(*, now: dt.datetime) -> int:
    """Erase what was taken away more than a day ago; returns how many products.

    Its files go with the next sweep, since nothing refers to them any more.
    """
    gone = list(Removal.objects.filter(at__lt=now - CAN_BE_HAD_BACK).values_list("product", flat=True))
    Trace.objects.filter(product__in=gone).delete()
    Product.objects.filter(pk__in=gone).delete()
    if gone:
        events.record("erase_removed", actor=None, thing="product", note=str(len(gone)))
    return len(gone)
