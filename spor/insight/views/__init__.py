"""Pages of figures, and of how a school comes to use Spor."""
