"""The ways an import says no: a reason in Danish, and the line of the file where the fault has one."""

from django.utils.translation import gettext as _

from spor.base.errors import Refused


class RefusedFile(Refused):
    """A file that is not read in. Nothing was changed. `reason` stands without the line; `str()` has both."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(_("Linje %(line)s: %(reason)s") % {"line": line, "reason": reason} if line else reason)


class NotFetched(Refused):
    """A register's service gave no file. `cause` is one lower-case word for logs and figures (timeout, tls, Rettigheder …)."""

    def __init__(self, reason: str, cause: str) -> None:
        self.reason = reason
        self.cause = cause
        super().__init__(reason)
