"""The pages on which forløb are written."""
