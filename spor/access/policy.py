"""THE table: who may do what. One row a (thing, action); no row, no access.

Things are words, not models, so that the table lies low and reads as one page. What the words mean: docs/architecture.md, Rights.
States (author, submitted, given …) are declared by the room that owns the model, in its REACH.
"""

from typing import TYPE_CHECKING

from spor.access.on_tablet import ON_TABLET
from spor.access.rules import Fact, In, Municipal, Never, NotRestricted, Own, OwnSubject, Related, Rule

if TYPE_CHECKING:
    from spor.access.actor import Actor

own = Own()
guardian = Related("guardian")
not_restricted = NotRestricted()
lead = Related("lead")
subject = Related("subject")
own_subject = OwnSubject()
team = Related("team")
cover = Related("cover")
case = Related("case")
purpose = Related("purpose")  # a leader of the pupil's school with a logged reason
leader = Related("leader")
staff = Related("staff")
secretary = Related("secretary")
superuser = Related("superuser")
support = Related("support")  # in its open window, and nothing of any pupil but what support_grant says
supporter = Municipal("support")
member = Related("member")
child_member = Related("child_member")
mfa = Fact("mfa")
admin = Municipal("municipal_admin")
analyst = Municipal("municipal_analyst")
nobody = Never()

author = In("author")
coauthor = In("coauthor")
submitted = In("submitted")
placed = In("placed")
given = In("given")
handed_in = In("handed_in")
covered = In("covered")
named = In("named")
visible_now = In("visible_now")
not_removed = In("not_removed")
reason_logged = In("reason_logged")
n_ge_5 = In("n_ge_5")
n_ge_3_staff = In("n_ge_3_staff")

teachers = lead | subject | team
shown = submitted | placed
kept_with = shown | In("result")  # a result stands among what the pupil made

POLICY: dict[tuple[str, str], Rule] = {
    # people
    ("person", "read"): own
    | guardian
    | teachers
    | cover & named
    | case
    | In("same_school")
    | In("led_school")
    | In("own_class")
    | admin & mfa,
    ("person", "give_reason"): In("led_school") | lead,  # say why one reads, or takes a copy along
    # who can see it, told to whoever can see something of it
    ("audience", "read"): own | guardian & not_restricted | teachers | cover | case | purpose,
    # who looked, told to the child and the home without names, and to whoever runs the school with them
    ("audit_log_about_me", "read"): own | guardian,
    ("audit_log", "read"): leader & mfa | admin & mfa,
    ("audit_log", "write"): nobody,  # the guard does, as it hands out the rows
    ("audit_log", "delete"): nobody,  # only retention does, when the time is up
    # a protected name without an alias is said to those around the pupil alone
    ("class_directory", "read"): In("own_class")
    | In("childs_class")
    | cover & named
    | teachers
    | In("same_school")
    | In("led_school")
    | admin & mfa,
    ("protected_identity", "read"): own | guardian & not_restricted | teachers | In("led_school") | admin & mfa,
    ("custody_status", "read"): In("own_link") | lead | team | case | In("led_school") | admin & mfa,
    # on what other basis than custody a contact is a guardian
    ("custody_status", "record"): In("run_school") & mfa,
    ("group", "read"): member | child_member | teachers | cover | case | staff,
    ("group", "teach"): teachers,
    ("role", "grant"): leader & mfa | secretary & mfa,
    ("cover", "open"): leader | secretary,
    ("group", "climate"): lead | team | case | leader,
    ("cover", "read"): leader | secretary,
    ("cover", "end"): leader | secretary,
    ("timetable", "read"): member | child_member | teachers | cover | case | staff,
    # forloeb
    ("forloeb_draft", "read"): author | coauthor,
    ("forloeb_draft", "write"): author | coauthor,
    ("forloeb_draft", "share"): author,
    # teaching
    ("forloeb_published", "read"): (member | child_member) & visible_now | teachers | cover | case | leader,
    ("forloeb_published", "publish"): teachers,
    ("assignment", "read"): (member | child_member) & visible_now | teachers | cover | case | leader,
    ("assignment", "hand_in"): member & visible_now,
    ("assignment", "write"): teachers | Related("cover_write"),
    # the week and the year: the team always; pupils and homes what has been opened to them
    ("week_plan", "read"): (member | child_member) & In("week_shared") | teachers | cover | case | leader,
    ("week_plan", "prepare"): teachers | cover | case | leader,  # read before it is shared
    ("week_plan", "write"): teachers | Related("cover_write"),
    ("week_plan", "share"): teachers,
    ("year_plan", "read"): (member | child_member) & In("year_shared") | teachers | cover | case | leader,
    # a subject's year belongs to its teacher; until it has one, to whoever leads the class
    ("year_plan", "write"): own_subject | lead & In("unowned"),
    ("year_plan", "share"): own_subject | lead & In("unowned"),
    ("year_plan", "reuse"): In("own_run") & staff,  # what one ran oneself, in whatever class
    ("timetable", "import"): leader | secretary,
    ("school_calendar", "read"): In("own_school") | staff,
    ("school_calendar", "write"): leader | secretary,
    ("assignment", "delete"): author & In("without_hand_ins") & teachers,
    # evidence
    ("product", "read"): (own | coauthor) & not_removed
    | guardian & shown
    | teachers & shown
    | cover & shown & covered
    | case & shown
    | purpose & shown,
    ("product_file_url", "read"): (own | coauthor) & not_removed
    | guardian & shown
    | teachers & shown
    | cover & shown & covered
    | case & shown
    | purpose & shown,
    ("product", "write"): (own | coauthor) & In("before_lock"),
    ("product", "delete"): own & In("not_submitted"),
    ("product", "assess_self"): own & In("submitted"),
    ("product", "list_others"): teachers | cover,
    ("product", "give_feedback"): teachers & submitted,
    ("trace", "capture"): own & In("enrolled"),  # of oneself: the portfolio begins with what the pupil keeps
    ("remark", "write"): teachers,
    ("feedback_draft", "read"): (author | In("co_teacher")) & teachers,
    ("feedback_draft", "write"): author & teachers,
    ("feedback_given", "read"): own & given
    | guardian & given & In("parents_see")
    | teachers & given
    | case & given
    | purpose & given,
    ("feedback_given", "write"): author & teachers,
    ("feedback_given", "reply"): own & given,
    ("goal", "read"): own | guardian | teachers | cover & covered | case | purpose,
    ("goal", "write"): own & In("pupil_goal") | lead | own_subject | team | case,
    ("goal", "set_status"): own & In("pupil_goal") | lead | own_subject | team,
    ("class_goals", "read"): teachers,  # a whole class and its goals on one page
    ("goal", "read_history"): own | guardian | lead | own_subject | team | case,
    ("own_goal", "read"): own | guardian & not_restricted | teachers | case | purpose,
    ("own_goal", "write"): own & In("enrolled"),
    ("self_assessment", "read"): own | (guardian | lead | own_subject | team | case) & handed_in,
    ("self_assessment", "write"): own & In("not_handed_in"),
    # wellbeing: only the adults the pupil chose, until it expires (decision 0019)
    ("wellbeing_answers", "read"): (own | (guardian & not_restricted | teachers | case) & In("checkin_reader"))
    & In("unexpired"),
    ("wellbeing_answers", "write"): own & In("checkin_open"),
    ("talk_wish", "read"): own | (teachers | case) & In("asked_for"),
    ("talk_wish", "write"): own & In("enrolled"),
    ("talk_wish", "close"): (teachers | case) & In("asked_for"),
    ("wellbeing_class_aggregate", "read"): (lead | team | case | leader) & In("n_ge_5"),
    # plans
    ("plan_live", "read"): own | guardian & not_restricted | teachers | case | purpose,
    ("plan_draft", "read"): teachers | case | purpose,
    ("plan_draft", "write"): lead | own_subject | team & In("common_section"),
    # a subject's part of the plan: whoever only teaches another subject sees its heading
    ("plan_section", "read"): own | guardian & not_restricted | lead | own_subject | team | case | purpose,
    ("plan_published", "read"): own | guardian & not_restricted | teachers | case | purpose,
    ("plan_published", "publish"): lead,
    ("plan_published", "acknowledge"): own | guardian & not_restricted,
    ("plan_published", "export"): own | guardian & not_restricted | lead & reason_logged | purpose & mfa,
    # the staff around the pupil take part by their work
    ("dialogue", "read"): teachers | case | (own | guardian | In("led_school")) & In("participant") | purpose,
    ("dialogue", "write"): teachers | case | (own | guardian | In("led_school")) & In("participant"),
    ("dialogue", "add_participant"): lead,
    # plans: focus points, agreements, talks. What one guardian writes is the team's and their own (decision 0006)
    ("focus_point", "read"): own & In("shown")
    | guardian & not_restricted & In("shown")
    | lead
    | own_subject
    | subject & In("common_section")
    | team
    | case
    | purpose,
    ("focus_point", "write"): lead | own_subject | team & In("common_section"),
    ("focus_point", "say"): own & In("shown"),
    ("focus_point", "support"): guardian & not_restricted & In("shown"),
    ("focus_text", "read"): own & In("shown") & In("for_all")
    | guardian & not_restricted & In("shown") & In("for_all")
    | lead
    | own_subject
    | subject & In("common_section")
    | team
    | case
    | purpose,
    ("class_focus", "read"): member | child_member | teachers | cover | case | leader,
    ("class_focus", "write"): lead,
    ("agreement", "read"): own & In("open_to_all")
    | guardian & not_restricted & In("open_to_all")
    | teachers
    | case
    | purpose,
    ("agreement", "propose"): own | guardian & not_restricted | teachers | case,
    ("agreement", "settle"): teachers,
    ("agreement", "answer"): own & In("open_to_all") | guardian & not_restricted & In("open_to_all"),
    ("intervention", "read"): lead | own_subject | subject & In("common_section") | team | case | purpose,
    ("intervention", "write"): lead | own_subject | team | case,
    ("talk", "read"): own | guardian & not_restricted | teachers | case | purpose,
    ("talk", "call"): lead,
    ("talk", "prepare"): own | guardian & not_restricted | teachers | case,
    ("talk", "acknowledge"): own | guardian & not_restricted,
    ("talk_preparation", "read"): (own | guardian & not_restricted) & author | teachers | case | purpose,
    ("class_talks", "read"): lead,  # a class and its plans on one page before the talks
    ("class_talks", "count"): lead | leader,
    # results by file: leader and subject teacher bring them; read like the subject's part of the plan, never a rank
    ("test_result", "read"): (own | guardian & not_restricted | lead | own_subject | team | case | purpose)
    & In("result"),
    ("test_result", "bring"): In("led_school") & mfa | own_subject,
    ("result_file", "read"): author & staff | leader & mfa,
    # the register: the administrator's; the school's own secretary sees names, the leader and the supplier's support counts and errors,
    # the consultant counts
    ("import_run", "count"): leader | secretary | admin | analyst | support,
    ("import_run", "read"): leader | secretary | admin | support,
    ("import_run", "name"): secretary & mfa | admin & mfa,
    ("import_run", "run"): admin & mfa,
    ("import_run", "undo"): admin & mfa,
    ("import_run", "roll"): secretary & mfa | admin & mfa,
    # portfolio: the page itself is there for whoever may read something in it
    ("portfolio", "read"): own | guardian | teachers | case | purpose,
    ("portfolio_item", "read"): own & not_removed
    | (guardian | lead | team) & kept_with
    | own_subject & kept_with
    | case & kept_with
    | purpose & kept_with,
    ("portfolio_item", "write"): own | lead | own_subject | team,
    ("portfolio_item", "export"): own & not_removed | guardian & not_restricted & shown | purpose & mfa & shown,
    ("portfolio_item", "public_link"): nobody,
    ("selection", "read"): own | guardian | lead | team | own_subject | case | purpose,
    ("selection", "write"): own,
    ("reflection", "read"): own | guardian | lead | team | own_subject | case | purpose,
    ("reflection", "write"): own,
    # the class's tablet
    ("class_tablet", "open"): teachers | cover,
    # insight: counts of closed weeks, and how a school comes to use Spor
    ("management_figures", "read"): (leader | admin | analyst) & n_ge_5 & n_ge_3_staff,
    ("management_figures", "export"): (leader | analyst) & mfa & n_ge_5 & n_ge_3_staff,
    ("management_figures", "person_rows"): nobody,
    ("school", "run"): leader | secretary,
    ("school", "figures"): leader | admin | analyst,
    ("school", "export"): (leader | analyst) & mfa,
    ("settings_school", "read"): leader | admin | support,
    ("settings_school", "write"): leader & mfa | admin & mfa,
    ("rollout", "read"): leader | superuser | admin | analyst,
    ("rollout", "agree"): leader & mfa | analyst & mfa,
    ("wish", "send"): staff,
    ("wish", "read"): author | superuser | analyst,
    ("wish", "answer"): superuser | analyst,
    # one's own ways to hear from Spor elsewhere
    ("calendar_address", "read"): own,
    ("calendar_address", "write"): own,
    ("mail_address", "read"): own,
    ("mail_address", "write"): own & Fact("is_guardian"),
    # all that is held about somebody: a copy, in a strong session; an access case of the municipality is made by a command
    ("pupil_record", "export_all"): (own & In("of_age") | guardian & not_restricted & mfa) & Fact("substantial")
    | purpose & mfa,
    ("hold", "read"): admin & mfa,
    ("hold", "set"): admin & mfa,
    ("hold", "release"): admin & mfa,
    ("processing_record", "read"): admin & mfa,
    # the supplier's support: asks, gets at most eight hours of one school, and only reads (decision 0066)
    ("support_grant", "ask"): supporter,
    ("support_grant", "read"): supporter & In("own_window") | admin & mfa,
    ("support_grant", "approve"): admin & mfa,
    ("support_grant", "end"): supporter & In("own_window") | admin & mfa,
    ("support_grant", "use"): supporter & In("open_window") & mfa,
    # never
    ("session", "impersonate"): nobody,
    ("cpr_number", "read"): nobody,
    ("contact_data", "read"): nobody,
    ("protected_address", "read"): nobody,  # none is held
    ("absence", "read"): nobody,  # nor this
}


def row(actor: "Actor", thing: str, action: str) -> Rule | None:
    """The row of the table for a session; None, which is no, where there is none."""
    return (ON_TABLET if actor.on_tablet else POLICY).get((thing, action))
