"""Suggestions: proposals of names, dates and quotations, never records."""
