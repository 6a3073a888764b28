"""Storage: the archive folder and its records; the only room that knows SQL."""
