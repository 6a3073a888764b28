"""Start Press Archive: the same program as the console script `press-archive`."""

from archive_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
