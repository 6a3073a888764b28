"""Take the pictures of README and help from the sample archive: `python packaging/pictures.py [NAME…]`.

Each picture is the real window, drawn offscreen in a process of its own, so that the same sources give
the same picture wherever the fonts of packaging/setup.sh are installed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "help" / "pictures"
QUERY = '"house arrest" OR Hausarrest OR 软禁'
FIRST_QUERY = "harbour"
HEADLINE = "Film on a defiant artist opens festival"
REVIEWED = (
    "courier-2011-07-08-bricks-arrive-by-post.txt",
    "courier-2012-05-04-film-opens-festival.html",
    "dahe-2011-06-26-wen-haoran-released.txt",
    "morgenblatt-2011-10-10-viertausend-stuehle.pdf",
    "voorburgse-post-1984-05-22-akkoord.txt",
)
SIZE = (1440, 900)
PICTURES = {
    "main-light": ("reading", "light"),
    "main-dark": ("reading", "dark"),
    "import": ("reviewing", "light"),
    "page": ("paging", "light"),
    "table": ("table", "light"),
}
"""Name of the file: what the window shows, and its theme."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Take the pictures of README and help.")
    parser.add_argument("names", nargs="*", help=f"all, or some of {', '.join(PICTURES)}")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS, metavar=("NAME", "ARCHIVE", "FILE"))
    told = parser.parse_args()
    if told.one:
        take_one(told.one[0], Path(told.one[1]), Path(told.one[2]))
        return 0
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="press-archive-pictures-") as home:
        environment = dict(os.environ, PRESS_ARCHIVE_HOME=home, QT_QPA_PLATFORM="offscreen")
        environment["PYTHONPATH"] = str(ROOT)
        run = [sys.executable, "-m", "archive_app"]
        archive = str(Path(home) / "Reading Room")
        subprocess.run(
            [*run, "--archive", archive, "demo", "--headless"], env=environment, check=True, stdout=sys.stderr
        )
        fresh = str(Path(home) / "Shiwan")
        first = str(ROOT / "resources" / "samples" / "articles" / REVIEWED[0])
        subprocess.run(
            [*run, "--archive", fresh, "import", first], env=environment, check=True, stdout=sys.stderr
        )
        for name in told.names or PICTURES:
            folder = fresh if PICTURES[name][0] == "reviewing" else archive
            one = [sys.executable, __file__, "--one", name, folder, str(TARGET / f"{name}.png")]
            subprocess.run(one, env=environment, check=True)
            print(f"{TARGET / f'{name}.png'}")
    return 0


def take_one(name: str, archive: Path, file: Path) -> None:
    from archive_app.gui.screenshots import take
    from archive_app.gui.views.registry import picture

    for shown, prepare in PREPARED.items():
        picture(f"readme-{shown}")(prepare)
    shown, theme = PICTURES[name]
    take(archive, file, f"readme-{shown}" if shown in PREPARED else shown, SIZE, theme)


def reading(window) -> None:
    """A search in three languages, with one of its hits being read."""
    _search_and_show(window, QUERY, HEADLINE)


def paging(window) -> None:
    """The page of a PDF with the hits on it."""
    _search_and_show(window, "Ziegelstein Stühle", "Viertausend Stühle", page=0)


def _search_and_show(window, query: str, headline: str, page: int | None = None) -> None:
    from dataclasses import replace

    from PySide6.QtCore import Qt

    from archive_app.domain.listing import ListRequest
    from archive_app.gui.session import Target
    from archive_app.operations.clippings import show_clipping
    from archive_app.operations.search import listing

    session = window.session

    def find(desk, job) -> int:
        ids = listing(desk, job, ListRequest(query)).ids
        return next(id for id in ids if show_clipping(desk, job, id).clipping.fields.headline == headline)

    def show(id: int) -> None:
        session.select([id])
        session.show(Target("clipping", id, page=page))

    def ask(_) -> None:
        session.listed.connect(lambda _: session.jobs.start(find, owner=window, on_done=show), once)
        session.list_request(replace(session.request, query=query))

    # The very first search also starts the process that searches; the picture shows the time of a later one.
    once = Qt.ConnectionType.SingleShotConnection
    session.listed.connect(ask, once)
    session.list_request(replace(session.request, query=FIRST_QUERY))


def reviewing(window):
    """An import under review, with a file that is here already and one that needs a look."""
    from archive_app.gui.views.import_dialog import open_import

    folder = Path(tempfile.mkdtemp())
    articles = ROOT / "resources" / "samples" / "articles"
    for name in REVIEWED:
        (folder / name).write_bytes((articles / name).read_bytes())
    (folder / "scan 14, half copied.pdf").write_bytes((articles / REVIEWED[3]).read_bytes()[:2000])
    return open_import(window, sorted(folder.iterdir()))


PREPARED: dict[str, Callable] = {"reading": reading, "paging": paging, "reviewing": reviewing}


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main())
