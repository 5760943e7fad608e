"""The addresses of wellbeing and of the class's tablet."""

from tests.policy.case import AROUND, EVERYBODY, HOME, LEADERS, SIGNED_IN, TEACHERS, Case, _nothing, _of, _pupil

WITH_THE_CLASS = TEACHERS | {"substitute"}
TABLET = [
    Case("group_tablet", WITH_THE_CLASS, lambda school: (school.group.code,)),
    # the class is a fifth: theirs, and refused with the reason
    Case("group_tablet", WITH_THE_CLASS, lambda school: (school.group.code,), _nothing, ok=frozenset({422})),
    Case("group_tablet_marks", WITH_THE_CLASS, lambda school: (school.group.code,), _nothing),
    Case("group_tablet_closing", WITH_THE_CLASS, lambda school: (school.group.code,), _nothing),
    Case("tablet", EVERYBODY),
    Case("tablet_animal", EVERYBODY, lambda school: ("cat",)),
    Case("tablet_pupil", EVERYBODY, lambda school: ("cat", "red"), _nothing),
    Case("tablet_return", EVERYBODY, sends=_nothing),
    Case("tablet_pulse", EVERYBODY),
    Case("tablet_end", EVERYBODY, sends=_nothing),
]
SELF = frozenset({"pupil_self"})
ASKED_FOR = frozenset({"class_teacher"})
WELLBEING = [
    Case("pupil_wellbeing", SELF, _pupil(), is_about_pupil=True),
    Case("pupil_wellbeing", SELF, _pupil(), _of(answer="good"), is_about_pupil=True),
    Case(
        "check_in_readers",
        SELF,
        _pupil(),
        _of(adult=lambda school: school.people["paedagog"].code, sees="on"),
        is_about_pupil=True,
    ),
    Case("talk_wishes", SELF, _pupil(), _of(adult=lambda school: school.people["paedagog"].code), is_about_pupil=True),
    Case("talk_wish_removal", SELF, _pupil(lambda school: school.wish.code), _nothing, is_about_pupil=True),
    Case("wellbeing_shared", SIGNED_IN),
    Case("talk_held", ASKED_FOR, lambda school: (school.wish.code,), _nothing, is_about_pupil=True),
    Case("talk_reopened", ASKED_FOR, lambda school: (school.wish.code,), _nothing, is_about_pupil=True),
    Case(
        "group_climate",
        LEADERS | {"class_teacher", "paedagog", "support_staff"},
        lambda school: (school.group.code,),
    ),
]
_own = _pupil(lambda school: school.own_goal.code)
GOALS = [
    Case("pupil_goals", AROUND, _pupil(), is_about_pupil=True),
    Case("own_goals", SELF, _pupil(), _of(text="Jeg vil læse to bøger"), is_about_pupil=True),
    Case("own_goal_reached", SELF, _own, _nothing, is_about_pupil=True),
    Case("own_goal_again", SELF, _own, _nothing, is_about_pupil=True),
    Case("own_goal_sound", AROUND, _own, is_about_pupil=True),
    Case("own_goal_removal", SELF, _own, _nothing, is_about_pupil=True),
]
LOOKED = [
    Case("looks_at_pupil", HOME | {"pupil_self"}, _pupil(), is_about_pupil=True),
    Case("looks_without_relation", LEADERS | {"municipal_admin"}, is_plain=True),
]
PUPILS_OWN = [*WELLBEING, *TABLET, *GOALS, *LOOKED]
