"""OneRoster 1.2 CSV (and 1.1): one archive of a whole extract, read with the deviations that real ones have, each told with its line."""
