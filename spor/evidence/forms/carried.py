"""Files that came through while something else in the form was wrong: carried in the form that answers, signed, without a row.

Their contents lie clean on the disk and are swept away after a day, so that is how long such a form holds.
"""

from typing import Any

from django.core import signing

from spor.base.files import Prepared
from spor.base.files.formats import ALL
from spor.base.models import StoredFile

_SALT = "spor.evidence.carried"
_LASTS = 20 * 3600


def token(ready: Prepared, account_id: int | None) -> str:
    """A sealed word for a prepared file, of use to this account only."""
    said = [ready.sha256, ready.size, ready.format.media_type, ready.name, ready.width, ready.height]
    return signing.dumps(said, salt=f"{_SALT}.{account_id}")


def token_of(stored: StoredFile, account_id: int | None) -> str:
    """A sealed word for a file that was in hand a moment ago, so that it can be put back."""
    said = [stored.sha256, stored.size, stored.media_type, stored.name, stored.width, stored.height]
    return signing.dumps(said, salt=f"{_SALT}.{account_id}")


def opened(sealed: str, account_id: int | None) -> Prepared | None:
    """The file a token stands for; None when it is not ours, another's, or too old."""
    try:
        said: list[Any] = signing.loads(sealed, salt=f"{_SALT}.{account_id}", max_age=_LASTS)
    except signing.BadSignature:
        return None
    form = next((each for each in ALL if each.media_type == said[2]), None)
    return Prepared(said[0], said[1], form, said[3], said[4], said[5]) if form else None
