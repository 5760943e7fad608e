"""Text into clean values, a file a page."""
