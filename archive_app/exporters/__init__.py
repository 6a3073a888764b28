"""Exporters: records out, one format a file."""
