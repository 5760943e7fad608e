"""The URL matrix: every URL name and the row of the policy table that decides who gets it.

"open" is for everybody, "signed_in" for anybody with a login.

A URL pattern that no row names fails the build.
"""

URLS: dict[str, str] = {
    # doors
    "sign_in": "open",
    "sign_out": "open",
    "health": "open",
    "gallery": "open",
    "demo": "open",
    "demo_sign_in": "open",
    # home: composed of what each may see anyway
    "home": "signed_in",
    "plans": "signed_in",
    "portfolios": "signed_in",
    "group": "group.read",
    "purpose": "person.lead",
    # access: what a writing page asks for; each account meets only its own
    "draft": "signed_in",
    "device_key": "signed_in",
    "form_token": "signed_in",
    # evidence: what a pupil made
    "hand_in": "assignment.hand_in",
    "hand_in_files": "assignment.hand_in",
    "hand_in_file_removal": "assignment.hand_in",
    "product": "product.read",
    "product_file": "product_file_url.read",
    "self_assessment": "product.assess_self",
    "capture": "signed_in",
    # evidence: what a teacher says of it
    "queue": "signed_in",
    "phrases": "signed_in",
    "phrase_removal": "signed_in",
    "feedback_begin": "signed_in",
    "feedback": "product.give_feedback",
    "feedback_place": "product.give_feedback",
    "feedback_skip": "product.give_feedback",
    "feedback_return": "product.give_feedback",
    "feedback_undo": "feedback_given.write",
    "feedback_sound": "feedback_given.read",
    "run_goals": "class_goals.read",
    "run_goals_pupil": "class_goals.read",
    "run_goals_cell": "goal.set_status",
    "assessment_undo": "goal.set_status",
    # portfolio: the pupil chooses and reflects, others read
    "pupil_portfolio": "portfolio.read",
    "selections": "selection.write",
    "selection_removal": "selection.write",
    "placement": "portfolio_item.write",
    "placement_removal": "selection.write",
    "reflection": "reflection.read",
    "reflection_sound": "reflection.read",
    # plans: what staff write, what was shared, and what each says of it
    "pupil_plan": "plan_live.read",
    "plan_next": "plan_live.read",
    "plan_own": "plan_draft.write",
    "plan_sentence": "plan_draft.write",
    "plan_confirmation": "plan_draft.write",
    "plan_removal": "plan_draft.write",
    "plan_return": "plan_draft.write",
    "plan_evidence": "plan_draft.read",
    "plan_share": "plan_published.publish",
    "plan_snapshot": "plan_published.read",
    "plan_pdf": "plan_published.read",
    "plan_answers": "plan_published.acknowledge",
    "plan_acknowledgement": "plan_published.acknowledge",
    # forloeb: written by its authors, and nobody else
    "forloeb_list": "forloeb_draft.read",
    "forloeb_start": "signed_in",  # staff, at their own schools: asked by the action
    "forloeb": "forloeb_draft.write",
    "forloeb_frame": "forloeb_draft.write",
    "forloeb_preview": "forloeb_draft.write",
    "forloeb_file": "forloeb_draft.read",
    "forloeb_editions": "forloeb_draft.write",
    "forloeb_authors": "forloeb_draft.share",
    "forloeb_author_removal": "forloeb_draft.write",
    "forloeb_blocks": "forloeb_draft.write",
    "forloeb_block": "forloeb_draft.write",
    "forloeb_block_place": "forloeb_draft.write",
    "forloeb_block_removal": "forloeb_draft.write",
    "forloeb_block_return": "forloeb_draft.write",
    "forloeb_block_file": "forloeb_draft.write",
    "forloeb_block_file_removal": "forloeb_draft.write",
    "forloeb_goals": "forloeb_draft.write",
    "forloeb_goal_removal": "forloeb_draft.write",
    "forloeb_history": "forloeb_draft.write",
    "forloeb_version": "forloeb_draft.write",
    "forloeb_conflict": "forloeb_draft.write",
    # integrations: Aula's token says who it is; what it opens is asked of the guard as that person (test_aula.py)
    "aula_tasks": "open",
    "aula_letters": "open",
    "aula_redirect": "open",
    # teaching
    "start_run": "forloeb_draft.read",
    "run": "forloeb_published.read",
    "run_file": "forloeb_published.read",
    "assignment": "assignment.read",
    "due": "assignment.write",
}
