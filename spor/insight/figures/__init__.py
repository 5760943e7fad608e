"""What leaders and the municipality are told: counts, areas, sentences. No person in any of it."""
