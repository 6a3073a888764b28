"""Readers: a file in, drafts out; one format a file."""
