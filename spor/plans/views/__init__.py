"""The plan's pages and what is posted to them."""
