"""All that a class tablet's session may, in place of the whole table (policy.row): a picture names a child and proves nothing, so it
reaches what the class does now, and the child's own work of it (decision 0049)."""

from spor.access.rules import In, Own, Related, Rule

own = Own()
member = Related("member")
visible_now = In("visible_now")

ON_TABLET: dict[tuple[str, str], Rule] = {
    ("person", "read"): own,
    ("class_directory", "read"): In("own_class"),
    ("group", "read"): member,
    ("timetable", "read"): member,
    ("forloeb_published", "read"): member & visible_now,
    ("assignment", "read"): member & visible_now,
    ("assignment", "hand_in"): member & visible_now,
    ("product", "read"): own | In("coauthor"),
    ("product_file_url", "read"): own | In("coauthor"),
    ("trace", "capture"): own & In("enrolled"),
}
