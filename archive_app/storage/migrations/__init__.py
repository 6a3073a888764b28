"""The archive's schema over time: one numbered file a version, run by alembic without its command line."""

KNOWN = ("0001",)
"""All versions that this program can open, oldest first; each has a file in `versions`."""

HEAD = KNOWN[-1]
