"""Importing texts through the whole program, index included, beside Whoosh alone on the same bodies."""

import time
from contextlib import closing
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.figures import Figure, folder, fresh, promised

NUMBER = 2000
ROUNDS = 2


def measure(scale: float) -> list[Figure]:
    number = max(50, int(NUMBER * scale))
    with folder() as place:
        corpus.write_texts(place / "texts", number)
        whoosh, program = [], []
        for round in range(ROUNDS):
            whoosh.append(fresh("import_text.whoosh", place / f"whoosh{round}", number)["seconds"])
            told = fresh("import_text.program", place / f"archive{round}", place / "texts", number)
            program.append(told["seconds"])
    alone, whole = number / min(whoosh), number / min(program)
    return [
        Figure(f"Whoosh alone, {number} bodies of 400 words", alone, "articles/s"),
        Figure("the whole program: read, keep, journal, index", whole, "articles/s"),
        promised("the program's speed against Whoosh alone", whole / alone, "x", least=0.5),
        Figure("of the program's time: reading and keeping", told["importing"], "s"),
        Figure("of the program's time: the index after that", told["indexing"], "s"),
    ]


def whoosh(index: str, number: str) -> dict[str, float]:
    from whoosh import fields
    from whoosh import index as whoosh_index

    texts = list(corpus.bodies(int(number)))
    Path(index).mkdir()
    started = time.perf_counter()
    made = whoosh_index.create_in(index, fields.Schema(id=fields.ID(stored=True), body=fields.TEXT))
    writer = made.writer(limitmb=256)
    for at, body in enumerate(texts):
        writer.add_document(id=str(at), body=body)
    writer.commit()
    seconds = time.perf_counter() - started
    assert made.doc_count() == int(number)
    return {"seconds": seconds}


def program(archive: str, texts: str, number: str) -> dict[str, float]:
    from archive_app.domain.listing import ListRequest
    from archive_app.operations.archives import open_desk
    from archive_app.operations.import_files import import_files
    from archive_app.operations.job import QuietJob
    from archive_app.operations.search import listing

    job = QuietJob()
    with closing(open_desk(Path(archive), create=True)) as desk:
        started = time.perf_counter()
        report = import_files(desk, job, [Path(texts)], recursive=True)
        imported = time.perf_counter()
        desk.index.catch_up(job)
        ended = time.perf_counter()
        assert report.added == int(number), report
        word = next(corpus.bodies(1)).split()[3].strip(".").lower()
        assert listing(desk, job, ListRequest(word)).total > 0
    return {"seconds": ended - started, "importing": imported - started, "indexing": ended - imported}
