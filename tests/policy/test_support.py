"""In its open window the supplier's support reads what the table gives it, meets no name, and changes nothing."""

from tests.policy.cases import CASES
from tests.policy.doors import Doors

NAME = "supplier_support"


def test_whatever_support_sends_or_asks_for_is_refused_as_a_strangers(doors: Doors) -> None:
    others = [case for case in CASES if NAME not in case.to and "stranger" not in case.to | case.spared]
    assert len([case for case in others if case.sends is not None]) > 80
    wrong = [(str(case), doors.not_refused(doors.ask(NAME, case), 404)) for case in others]
    assert not [each for each in wrong if each[1]]
