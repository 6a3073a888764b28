"""The operators of the query language, one a file."""
