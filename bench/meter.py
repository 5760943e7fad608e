"""How long the server's processors worked: what a request costs, however many others share the machine."""

from collections import defaultdict
from pathlib import Path

_PROCESSES = Path("/proc")


def is_there() -> bool:
    """Does this system say how long a thread has run?"""
    return (_PROCESSES / "self" / "schedstat").exists()


def seconds(roots: list[int]) -> float:
    """Processor seconds of these processes and of all they started, so far."""
    return sum(_ran(number) for number in _families(roots)) / 1e9


def _families(roots: list[int]) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROCESSES.iterdir():
        if folder.name.isdecimal():
            children[_parent(folder)].append(int(folder.name))
    found, waiting = [], list(roots)
    while waiting:
        number = waiting.pop()
        found.append(number)
        waiting += children[number]
    return found


def _parent(folder: Path) -> int:
    try:
        # the name before it is in brackets and may hold anything
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _ran(number: int) -> int:
    """Nanoseconds on a processor, of all its threads."""
    total = 0
    try:
        for thread in (_PROCESSES / str(number) / "task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    except (OSError, ValueError):
        pass
    return total
