"""Which part of Spor each page belongs to: a page nobody thought of belongs to none, and this says so."""

from spor.home.parts import MENU, part_of
from tests.house.addresses import patterns, room_of

# What is there whatever a school uses: what pupils keep, the school's own calendar, and the doors.
ALWAYS = {
    "evidence": {"capture", "product", "product_file", "product_removal", "product_return", "product_take_away"},
    "teaching": {
        "school_calendar",
        "school_calendar_now",
        "days_off",
        "days_off_usual",
        "day_off_removal",
        "day_off_return",
    },
}


def test_every_page_of_teaching_and_evidence_belongs_to_a_part_or_is_always_there() -> None:
    loose = {
        (room_of(pattern), name)
        for name, pattern in patterns()
        if room_of(pattern) in ALWAYS and not part_of(name, room_of(pattern))
    }
    assert loose == {(room, name) for room, names in ALWAYS.items() for name in names}


def test_the_menu_names_the_room_that_answers() -> None:
    rooms = {name: room_of(pattern) for name, pattern in patterns()}
    for name, room in MENU.items():
        assert rooms[name] == room and part_of(name, room), name
