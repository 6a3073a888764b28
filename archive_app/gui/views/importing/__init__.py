"""The import dialog in its parts: choose, review, done."""
