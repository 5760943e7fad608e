"""Deeds about how a school comes to use Spor."""
