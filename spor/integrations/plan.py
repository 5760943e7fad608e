"""Stage, hold, compare: what a file would do, in a constant number of queries."""

from spor.integrations import diff_groups, diff_persons, diff_relations, held
from spor.integrations.diff import Difference
from spor.integrations.stage import Staged


def plan(staged: Staged) -> Difference:
    """The difference between the file's claims and the database, as it stands now."""
    difference = Difference(staged, held.load(staged))
    diff_persons.compare_persons(difference)
    diff_groups.compare_groups(difference)
    diff_relations.compare_enrolments(difference)
    diff_relations.compare_posts(difference)
    diff_relations.compare_memberships(difference)
    diff_relations.compare_guardianships(difference)
    diff_persons.compare_presence(difference)
    return difference
