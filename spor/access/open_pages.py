"""The short, signed list of pages for everybody. Every other page needs a signed-in person (default deny)."""

OPEN = frozenset(
    {
        "sign_in",
        "sign_out",
        "signed_in",
        "unilogin",
        "unilogin_return",
        "demo",
        "demo_sign_in",
        "health",
        "accessibility",
        "gallery",
        "csp_report",
        # a class's tablet before a child has said who it is; nobody's anywhere else
        "tablet",
        "tablet_animal",
        "tablet_pupil",
        "tablet_return",
        "tablet_pulse",
        "tablet_end",
        # whoever calls these proves it otherwise: by Aula's token, or by a secret that was sent to them
        "aula_tasks",
        "aula_letters",
        "aula_redirect",
        "calendar_feed",
        "digest_confirmation",
        "digest_farewell",
    }
)
