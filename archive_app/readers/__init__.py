"""Readers: a file in, drafts out; pure, one format a file, found by walking the package."""
