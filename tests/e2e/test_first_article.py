"""One real article: imported, found, tagged, annotated, linked; undone, redone; and there after kill -9."""

import json
import os
import subprocess
import sys
from pathlib import Path

from archive_app.operations.archives import open_desk
from tests.e2e.conftest import Opener
from tests.e2e.day_of_work import DETENTION, HEADLINE, NOTE, OTHER, SENTENCE, work_on, write_other
from tests.e2e.user import User

CHECKOUT = Path(__file__).parents[2]


def test_the_article_is_imported_and_found(fresh: User, shared_article: Path) -> None:
    user = fresh
    user.sees("No clippings yet")
    user.takes_picture("1-empty")
    user.opens_import(shared_article)
    user.sees(HEADLINE, "8 May 2012", "The Epoch Times", within="importDialog")
    user.sees("1 file: 1 new clipping", "Import 1 clipping")
    user.takes_picture("1-review")
    user.finishes_import()
    user.sees("1 clipping added from 1 file.", "Added 1 clipping.")
    user.takes_picture("1-report")
    user.clicks("Show them")
    user.reads(HEADLINE)
    user.sees("1 clipping", "kicking off this year’s HOTDOCS festival")
    user.does_not_see("Epoch Times Photo", "e-newsletter")
    fields = user.archive_holds(lambda records: records.clippings.get(1).fields)
    assert (fields.published.edtf, fields.updated.edtf, fields.language) == ("2012-05-08", "2015-10-01", "en")
    user.clears_search()
    for query in ("weiwei", '"under very strong control"', "weiw*", "date:2012-05"):
        user.finds(query, HEADLINE)
    user.finds_nothing("date:2013")
    user.takes_picture("1-nothing")
    user.searches('"under very strong control"')
    assert user.marked() == ["under very strong control"] * 2
    user.presses("F3")
    user.sees("1 of 2", within="readerHead")
    user.takes_picture("1-marks")


def test_names_notes_and_links_go_back_to_the_start_and_forth_to_the_end(
    fresh: User, shared_article: Path, tmp_path: Path
) -> None:
    user = fresh
    at_first = user.dump()
    user.imports(shared_article, write_other(tmp_path))
    work_on(user)
    at_last = user.dump()

    user.clicks_row_in_inspector(OTHER)
    user.reads(OTHER)
    user.clicks_tab("Links", within="inspector")
    user.sees("FOLLOWS UP", HEADLINE, within="inspector")
    user.goes_back()
    user.reads(HEADLINE)
    user.goes_forward()
    user.reads(OTHER)
    user.goes_back()

    assert user.highlighted("green") == ["It’s still under very strong control.”"]
    assert user.highlighted("yellow") == [SENTENCE]
    user.finds("person:klayman", HEADLINE)
    user.finds('event:"81-day detention"', HEADLINE)
    user.finds("note:quote", HEADLINE)
    user.clears_search()

    steps = user.undoes_everything()
    assert user.dump() == at_first
    user.sees("0 clippings")
    user.takes_picture("1-all-undone")
    assert user.redoes_everything() == steps
    assert user.dump() == at_last
    user.sees("2 clippings")
    user.opens(HEADLINE)
    user.clicks_tab("Names", within="inspector")
    user.sees("Ai Weiwei", "Alison Klayman", "HotDocs 2012", DETENTION, within="inspector")


def test_all_of_it_is_there_after_kill_9(start: Opener, shared_article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Reading Room"
    open_desk(folder, create=True, name="Reading Room").close()
    words = [str(folder), str(shared_article), str(write_other(tmp_path))]
    other = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.day_of_work", *words],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert other.stdout is not None
    at_last = json.loads(other.stdout.readline())
    other.kill()
    other.wait(20)
    other.stdout.close()

    user = start(folder)
    assert json.loads(json.dumps(user.dump())) == at_last
    user.finds("weiw*", HEADLINE)
    user.opens(HEADLINE)
    user.sees("Ai Weiwei", "Alison Klayman", "HotDocs 2012", DETENTION, within="inspector")
    user.clicks_tab("Notes", within="inspector")
    user.sees(NOTE, SENTENCE, within="inspector")
    user.clicks_tab("Links", within="inspector")
    user.sees(OTHER, "the planes of November", within="inspector")
