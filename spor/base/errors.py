"""The one way an action says no to a person: a Danish sentence that says what to do instead."""


class Refused(Exception):
    """Bad input or a rule that stops a deed. `str()` is the Danish sentence shown beside the field.

    `status` is the HTTP status the page answers with (422 unless something sharper is true: 409 conflict, 413 too large, 507 full disk).
    """

    def __init__(self, sentence: str, *, status: int = 422, field: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.field = field
