"""A school's days off from an iCalendar file: seen first, then taken, all or none."""
