"""A sign-in that is turned away."""


class SignInRefused(Exception):
    """`str()` is the Danish reason; `word` is for the log and names nobody; `status` 403, or 503 where the fault is not theirs.

    hint  a second sentence: whom to ask
    """

    def __init__(self, word: str, reason: str, *, hint: str = "", status: int = 403) -> None:
        super().__init__(reason)
        self.word, self.hint, self.status = word, hint, status
