"""The short, signed list of pages for everybody. Every other page needs a signed-in person (default deny)."""

OPEN = frozenset({"sign_in", "sign_out", "demo", "demo_sign_in", "health", "accessibility", "gallery", "csp_report"})
