"""Sessions of those who are gone. Expired ones go too: nothing else removes them."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from spor.people.models import Account


def close() -> int:
    """Erase sessions that have expired, and those of an account that is no more. Returns how many."""
    erased, _rows = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    known = {str(pk) for pk in Account.objects.values_list("pk", flat=True)}
    gone = []
    for session in Session.objects.iterator(chunk_size=500):
        account = session.get_decoded().get("_auth_user_id")
        if account is not None and str(account) not in known:
            gone.append(session.pk)
    for start in range(0, len(gone), 500):
        erased += Session.objects.filter(pk__in=gone[start : start + 500]).delete()[0]
    return erased
