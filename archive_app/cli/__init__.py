"""The command line: every wish of a person without a window, for scripts and terminals."""
