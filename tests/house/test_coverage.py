"""Rule 8: every URL is in the matrix; every list has a query-count test with 1 and with 3 rows; every room has a journey."""

import ast

from tests.house import addresses
from tests.house.tree import Tree, holds

# Rooms without a page of their own.
PAGELESS = {"base", "ui", "config"}


def missing_from_matrix(names: set[str], tree: Tree) -> list[str]:
    """URL names that tests/policy/urls.py does not name."""
    matrix = [module for module in tree.tests if module.path.as_posix() == "tests/policy/urls.py"]
    known = {text for module in matrix for text in addresses.strings(module.tree)}
    return sorted(f"{name or 'an address without a name'} is not in tests/policy/urls.py" for name in names - known)


def journeys_of(tree: Tree) -> set[str]:
    """The rooms that journeys pass through, as their marker says: @pytest.mark.journey("teaching", "evidence")."""
    found: set[str] = set()
    for module in tree.tests:
        if module.path.parts[:2] == ("tests", "journeys"):
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.journey":
                    found |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    return found


def test_every_address_is_in_the_matrix(house: Tree) -> None:
    holds(missing_from_matrix({name for name, _ in addresses.patterns()}, house))


def test_every_list_has_its_query_count(house: Tree) -> None:
    names = {name for name, _ in addresses.patterns()}
    counted = addresses.counted(house, names)
    lists = addresses.list_pages(house)
    holds(
        [
            f"{name} ({template}) has no query-count test"
            for name, template in sorted(lists.items())
            if name not in counted
        ]
    )


def test_every_room_has_a_journey(house: Tree) -> None:
    rooms = {addresses.room_of(pattern) for _, pattern in addresses.patterns()} - PAGELESS - {""}
    holds([f"no journey is marked with {room}" for room in sorted(rooms - journeys_of(house))])


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "tests/policy/urls.py": 'URLS = ["home"]',
            "tests/journeys/test_day.py": 'import pytest\n@pytest.mark.journey("teaching", "home")\ndef test_day(): ...',
            "spor/home/templates/home/a.html": '{% extends "ui/shell.html" %}{% include "home/b.html" %}',
            "spor/home/templates/home/b.html": "{% for each in rows %}{{ each }}{% endfor %}",
            "spor/home/templates/home/c.html": "{{ one }}",
            "tests/rooms/test_home.py": """
                PLACE = "/sundhed/"

                def opened(client, count):
                    with count(3):
                        client.get("/")

                def test_once(client, django_assert_num_queries):
                    with django_assert_num_queries(3):
                        client.get(PLACE)

                def test_twice(client, django_assert_num_queries):
                    for rows in (1, 3):
                        with django_assert_num_queries(3):
                            client.get("/")

                def test_at_two_numbers(client, django_assert_num_queries):
                    with django_assert_num_queries(3):
                        client.get("/sundhed/")
                    with django_assert_num_queries(9):
                        client.get("/sundhed/")
            """,
        }
    )
    assert missing_from_matrix({"home", "health"}, tree) == ["health is not in tests/policy/urls.py"]
    assert journeys_of(tree) == {"teaching", "home"}
    assert addresses.loops(tree, "home/a.html") and not addresses.loops(tree, "home/c.html")
    assert addresses.counted(tree, {"home", "health"}) == {"home"}
