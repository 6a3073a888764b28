"""From start to the window drawn, filled and searching, and its memory, beside an empty PySide6 window."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, folder, fresh, promised, surroundings

NUMBER = 5000
ROUNDS = 5
EMPTY = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        global drawn
        drawn = drawn or time.monotonic()
drawn = 0.0
app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
def tell():
    resident = int(open('/proc/self/statm').read().split()[1]) * 4096
    print(json.dumps({'drawn': drawn, 'resident': resident}))
    app.quit()
QTimer.singleShot(1000, tell)
app.exec()
"""
PROGRAM = """
import json, sys, time

def run():
    from archive_app.gui import start
    told = {}
    make = start.make_application

    def made(**told_style):
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        app = make(**told_style)
        from archive_app.gui.main_window import MainWindow
        paint = MainWindow.paintEvent

        def paint_and_tell(window, event):
            paint(window, event)
            told.setdefault('drawn', time.monotonic())

        MainWindow.paintEvent = paint_and_tell
        app.watch = QTimer(interval=1)

        def look():
            windows = [w for w in QApplication.topLevelWidgets() if w.objectName() == 'mainWindow']
            if not windows:
                return
            window = windows[0]
            if not window.is_built:
                return
            window.program.asks_author = False
            listing, model = window.session.listing, window.clippings.list.model
            if listing is None or not len(listing.ids) or model.index(0, 0).data(256) is None:
                return
            if 'filled' not in told:
                told['filled'] = time.monotonic()
                window.session.add_words(sys.argv[2])
            elif listing.request.query and not listing.notice and 'answered' not in told:
                told['answered'] = time.monotonic()
                app.watch.stop()
                QTimer.singleShot(1500, lambda: tell(window))

        def tell(window):
            import psutil
            children = psutil.Process().children(recursive=True)
            told['resident'] = int(open('/proc/self/statm').read().split()[1]) * 4096
            told['children'] = sum(child.memory_info().rss for child in children)
            print(json.dumps(told), flush=True)
            window.session.list_request(type(window.session.request)())  # the next start lists everything
            window.close()
            app.quit()

        app.watch.timeout.connect(look)
        app.watch.start()
        return app

    start.make_application = made
    from archive_app.app import main
    return main([sys.argv[1]])

if __name__ == '__main__':
    raise SystemExit(run())
"""


def measure(scale: float) -> list[Figure]:
    from tests.benchmarks import corpus

    number = max(200, int(NUMBER * scale))
    word = next(corpus.bodies(1)).split()[5].strip(".").lower()
    with folder() as place:
        fresh("big_archive.make", place / "archive", number, home=place / "home")
        scripts = {"empty": EMPTY, "program": PROGRAM}
        for name, script in scripts.items():
            (place / f"{name}.py").write_text(script, encoding="utf-8")
        empty, program = [], []
        for round in range(ROUNDS + 1):
            runs = _start(place, "empty.py"), _start(place, "program.py", str(place / "archive"), word)
            if round:
                empty.append(runs[0])
                program.append(runs[1])

    def middle(runs: list[dict[str, float]], key: str) -> float:
        return statistics.median(run[key] for run in runs)

    blank, drawn = middle(empty, "drawn"), middle(program, "drawn")
    megabytes = {key: middle(program, key) / 1e6 for key in ("resident", "children")}
    return [
        Figure("an empty PySide6 window drawn", blank * 1000, "ms"),
        Figure(f"the program's window drawn, {number} clippings", drawn * 1000, "ms"),
        promised("window drawn against the empty one", drawn / blank, "x", most=1.3),
        Figure("the list filled", middle(program, "filled") * 1000, "ms"),
        Figure("a search answered", middle(program, "answered") * 1000, "ms"),
        promised(
            "list filled, search answered, against the empty one",
            middle(program, "answered") / blank,
            "x",
            most=5,
        ),
        Figure("resident: an empty window", middle(empty, "resident") / 1e6, "MB"),
        Figure("resident: the program", megabytes["resident"], "MB"),
        promised(
            "resident above the empty one",
            megabytes["resident"] - middle(empty, "resident") / 1e6,
            "MB",
            most=150,
        ),
        Figure("resident: its worker processes besides", megabytes["children"], "MB"),
    ]


def _start(place: Path, script: str, *arguments: str) -> dict[str, float]:
    """Start a script; returns seconds since its start for times, bytes for memory."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(place / script), *arguments],
        env=surroundings(place / "home"),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return {key: value if key in ("resident", "children") else value - started for key, value in told.items()}
