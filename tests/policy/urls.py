"""The URL matrix: every URL name and the row of the policy table that decides who gets it.

"open" is for everybody, "signed_in" for anybody with a login.

A URL pattern that no row names fails the build.
"""

URLS: dict[str, str] = {
    # doors
    "sign_in": "open",
    "sign_out": "open",
    "health": "open",
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
    "self_assessment": "product.read",
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
}
