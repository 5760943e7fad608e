"""What is read from this room. The live plan is composed of what the reader may see anyway; nothing of it is stored (decision 0017)."""
