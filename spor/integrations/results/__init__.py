"""National skills tests and standpunktskarakterer, by file."""
