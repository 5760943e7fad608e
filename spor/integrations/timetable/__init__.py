"""The timetable from a planning system's file, CSV or iCalendar: seen first, then taken, class by class."""
