"""What is read of pupils' work: one file a noun."""
