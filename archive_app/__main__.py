"""`python -m archive_app` starts the program."""

from archive_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
