"""Schools, and how each comes to use Spor."""
