"""Views: the parts of the window that show a place."""
