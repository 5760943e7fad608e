"""What the portfolio shows: years and filters, the timeline, before and now, one spor to reflect on."""
