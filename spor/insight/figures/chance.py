"""When a difference is more than chance. A figure is said to have fallen or risen only then."""

from math import exp, lgamma

SURE = 0.01  # how seldom chance alone may make as great a difference


def differs(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Do two shares, each (how many, of how many), differ by more than chance? Fisher's exact test, two-sided, p < 0.01."""
    return bool(first[1] and second[1]) and fisher(first, second) < SURE


def fisher(first: tuple[int, int], second: tuple[int, int]) -> float:
    """The probability, were the shares the same, of a table at least as unlikely as this one."""
    hits, of, total = first[0] + second[0], first[1], first[1] + second[1]
    low, high = max(0, hits - second[1]), min(hits, of)
    likely = [_log(of, k) + _log(second[1], hits - k) - _log(total, hits) for k in range(low, high + 1)]
    seen = likely[first[0] - low]
    return min(1.0, sum(exp(one) for one in likely if one <= seen + 1e-9))


def _log(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
