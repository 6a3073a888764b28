"""Find the files that travel with the program: samples, help pages, icons."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder of `resources/`, in an installed wheel or in a checkout.

    Raises FileNotFoundError when the program was packed without it.
    """
    for root in (PACKAGE / "resources", PACKAGE.parent / "resources"):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError(f"The program lacks its file {'/'.join(parts)}; install it again.")
