"""The import engine: a delivery becomes a run an institution, which is staged, approved, carried out and, for 14 days, undone."""
