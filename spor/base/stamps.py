"""Which of two saves of one open page is the older. A page numbers its saves; the network may deliver them in another order."""

LENGTH = 40


def is_older(stamp: str, kept: str) -> bool:
    """Whether `stamp` is of the same page as `kept` and not after it. Stamps are «page.number»; those of two pages cannot be compared."""
    page, _, number = stamp.rpartition(".")
    kept_page, _, kept_number = kept.rpartition(".")
    if not page or page != kept_page or not (number.isdecimal() and kept_number.isdecimal()):
        return False
    return int(number) <= int(kept_number)
