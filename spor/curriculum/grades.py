"""Grades and runs of grades in words. Grade 0 is børnehaveklassen."""

from django.utils.translation import gettext as _


def after(grade: int) -> str:
    """When a goal should be reached: «efter 6. klasse»."""
    return _("efter børnehaveklassen") if grade == 0 else _("efter %(grade)s. klasse") % {"grade": grade}


def span(from_grade: int, to_grade: int) -> str:
    """A trinforløb: «5.–6. klasse», «10. klasse», «bh.kl.–3. klasse», «børnehaveklassen»."""
    if to_grade == 0:
        return _("børnehaveklassen")
    if from_grade == to_grade:
        return _("%(grade)s. klasse") % {"grade": to_grade}
    if from_grade == 0:
        return _("bh.kl.–%(grade)s. klasse") % {"grade": to_grade}
    return _("%(first)s.–%(last)s. klasse") % {"first": from_grade, "last": to_grade}
