"""The rules of the house, each a test with a sentence as its name; they read the code, they don't run it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "archive_app"
ENGINE = "search/engines/whoosh_engine.py"
THEME_FILES = ("gui/theme.py", "gui/palette.py", "gui/style_sheet.py")
PRINTERS = ("cli/", "app.py", "window_commands.py", "self_test.py")
PICKLE_FENCES = ("search/engines/",)
"""Where Whoosh's pickles are kept behind the allow-list."""


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if "resources" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with what is called, as 'name' or 'owner.name'."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield f"{owner.id if isinstance(owner, ast.Name) else '…'}.{node.func.attr}", node


def offenders(found: Iterator[tuple[Path, int, str]]) -> str:
    return "\n".join(f"{name(path)}:{line}: {what}" for path, line, what in found)


def importers(*libraries: str, outside: tuple[str, ...] = ()) -> str:
    return offenders(
        (path, line, module)
        for path in modules()
        if not name(path).startswith(outside)
        for module, line in imports(path)
        if module.split(".")[0] in libraries or module in libraries
    )


def callers(*names: str, outside: tuple[str, ...] = ()) -> str:
    return offenders(
        (path, call.lineno, called)
        for path in modules()
        if not name(path).startswith(outside)
        for called, call in calls(path)
        if called in names or called.split(".")[-1] in names
    )


def test_the_rules_see_the_code() -> None:
    assert len(modules()) > 40
    assert any(called == "isinstance" for path in modules() for called, _ in calls(path))


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_opens_with_a_sentence(path: Path) -> None:
    if not tree(path).body:
        return
    docstring = ast.get_docstring(tree(path)) or ""
    first = docstring.split("\n\n")[0]
    assert first.rstrip().endswith((".", "!", "?")), f"{name(path)} does not say what it is for"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_nothing_is_unpickled_outside_the_fence() -> None:
    assert not importers("pickle", "shelve", "dill", "marshal", outside=PICKLE_FENCES)


def test_no_text_is_run_as_code_or_read_as_yaml() -> None:
    assert not importers("yaml", "code")
    assert not offenders(
        (path, call.lineno, called)
        for path in modules()
        for called, call in calls(path)
        if called in ("eval", "exec", "compile", "__import__")
    )


def test_no_shell_is_started() -> None:
    started = callers("system", "popen", "getoutput", "getstatusoutput").splitlines()
    assert not [line for line in started if not line.endswith(": platform.system")]
    shells = offenders(
        (path, call.lineno, called)
        for path in modules()
        for called, call in calls(path)
        if any(keyword.arg == "shell" for keyword in call.keywords)
    )
    assert not shells


def test_an_index_is_opened_in_one_module_only() -> None:
    assert not callers("open_dir", "exists_in", "create_in", "version_in", outside=(ENGINE,))


def test_qt_is_imported_in_the_window_only() -> None:
    assert not importers("PySide6", "qtawesome", "shiboken6", outside=("gui/", "app.py"))


def test_qt_is_not_imported_when_a_worker_starts() -> None:
    """A spawned worker imports `__main__`: these must stay light, so their imports stand in functions."""
    heavy = {"PySide6", "sqlalchemy", "whoosh", "qtawesome", "trafilatura", "pypdfium2"}
    for path in (ROOT / "main.py", PACKAGE / "__main__.py", PACKAGE / "app.py", PACKAGE / "__init__.py"):
        for node in tree(path).body:
            told = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            told += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            rooms = {module.split(".")[1] for module in told if module.startswith("archive_app.")}
            assert not heavy.intersection(module.split(".")[0] for module in told), path
            assert not rooms & {"gui", "operations", "storage", "search", "readers"}, path


def test_threads_are_made_in_one_module_only() -> None:
    made = ("Thread", "ThreadPoolExecutor", "QThread", "QThreadPool", "QRunnable", "Timer")
    assert not callers(*made, outside=("gui/jobs.py", "operations/workers.py"))


def test_worker_processes_are_made_in_one_module_only() -> None:
    assert not importers(
        "multiprocessing", "pebble", "concurrent.futures.process", outside=("operations/worker", "app.py")
    )
    assert not callers("ProcessPool", "ProcessPoolExecutor", "Process", outside=("operations/workers.py",))


def test_sql_is_never_put_together_from_pieces() -> None:
    pasted = offenders(
        (path, call.lineno, "text(f…)")
        for path in modules()
        for called, call in calls(path)
        if called.split(".")[-1] in ("text", "exec_driver_sql", "executescript")
        and call.args
        and isinstance(call.args[0], ast.JoinedStr)
        and "/storage/" in path.as_posix()
        and "/migrations/" not in path.as_posix()
    )
    assert not pasted


def test_only_the_command_line_prints() -> None:
    assert not offenders(
        (path, call.lineno, called)
        for path in modules()
        if not name(path).startswith(PRINTERS)
        for called, call in calls(path)
        if called == "print"
    )


def test_colours_are_named_in_the_theme_only() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{8}\b|\brgba?\(")
    assert not offenders(
        (path, node.lineno, node.value)
        for path in modules()
        if name(path).startswith("gui/") and name(path) not in THEME_FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and literal.search(node.value)
    )


def test_source_html_never_reaches_a_qt_widget() -> None:
    assert not callers("setHtml", "insertHtml")
    assert not callers("setMarkdown", outside=("gui/views/help_page.py",))


def test_nothing_dials_out() -> None:
    assert not importers("requests", "httpx", "urllib.request", "http.client", "ftplib", "smtplib", "aiohttp")
    assert not importers("PySide6.QtNetwork", outside=("gui/single_instance.py",))


def test_nothing_is_left_for_later_or_swallowed() -> None:
    marks = re.compile("NotImplemented" + "Error|TO" + "DO|FIX" + r"ME|except Exception:\s*pass|except:\s")
    for path in (*modules(), *(ROOT / "tests").rglob("*.py")):
        found = marks.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path}: {found and found[0]}"


def test_no_path_of_somebodys_machine_is_in_the_project() -> None:
    home = re.compile(r"(?<![\w.~])/(?:home|Users|root|work)/[a-z]")
    rooms = (ROOT / name for name in ("archive_app", "resources", "tests", "packaging"))
    files = [*ROOT.glob("*.*"), *(path for room in rooms for path in room.rglob("*"))]
    for path in files:
        if path.suffix in (".py", ".md", ".toml", ".sh", ".txt") and path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert not home.search(text), f"{path} names a folder of one machine"


def test_every_help_page_leads_to_pages_that_exist() -> None:
    pages = sorted((ROOT / "resources" / "help").glob("*.md"))
    assert len(pages) >= 9
    for page in pages:
        for target in re.findall(r"\]\(([\w-]+\.md)\)", page.read_text(encoding="utf-8")):
            assert target == "keys.md" or page.with_name(target).exists(), f"{page.name} -> {target}"


def test_the_search_help_names_every_field() -> None:
    told = (ROOT / "resources" / "help" / "search.md").read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "search" / "operators").glob("*.py")):
        found = re.search(r"names=\(\s*\"(\w+)\"", path.read_text(encoding="utf-8"))
        if found:
            assert f"{found[1]}:" in told, f"help/search.md does not name {found[1]}:"


def test_the_words_of_the_readme_are_in_the_command_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "cli").glob("*.py"))
    used = set(re.findall(r"press-archive --archive \S+ (\w+)", readme))
    assert used
    for command in used:
        assert f'"{command}"' in source, f"README uses the command {command}"
