"""Where a block stands among the others: a string that sorts as plain text, so that moving one block writes one row.

Digits and small letters without «a»: every collation in use sorts these alike (Danish ones sort *aa* last). Read as a fraction in base
35, so there is always room between two ranks; a rank never ends in 0.
"""

SIGNS = "0123456789bcdefghijklmnopqrstuvwxyz"
BASE = len(SIGNS)
LONGEST = 50  # longer, and the blocks are spread anew


def between(low: str, high: str) -> str:
    """A rank strictly between the two; "" is the open end. Raises ValueError unless low < high."""
    if high and low >= high:
        raise ValueError(f"no room between {low!r} and {high!r}")
    if not high:
        return _after(low)
    shared = 0
    while shared < len(high) and (low[shared : shared + 1] or SIGNS[0]) == high[shared]:
        shared += 1
    below, above = low[shared : shared + 1], high[shared]
    first, last = (SIGNS.index(below) if below else 0), SIGNS.index(above)
    if last - first > 1:
        return high[:shared] + SIGNS[(first + last) // 2]
    if len(high) > shared + 1:
        return high[: shared + 1]
    return high[:shared] + SIGNS[first] + _after(low[shared + 1 :])


def spread(count: int) -> list[str]:
    """That many ranks in order, with room between all of them."""
    ranks: list[str] = []
    for _ in range(count):
        ranks.append(_after(ranks[-1] if ranks else ""))
    return ranks


def _after(low: str) -> str:
    """A rank after `low`, with room on both sides: the first sign that can be raised is raised by one."""
    if not low:
        return SIGNS[BASE // 2]
    for place, sign in enumerate(low):
        if sign != SIGNS[-1]:
            return low[:place] + SIGNS[SIGNS.index(sign) + 1]
    return low + SIGNS[BASE // 2]
