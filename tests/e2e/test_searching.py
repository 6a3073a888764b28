"""Searching as one types: marks, chips, order, mistakes explained, pages of PDFs with their hits."""

from tests.e2e.screen import until
from tests.e2e.user import User


def test_a_wrong_query_is_explained_at_its_place(sample: User) -> None:
    user = sample
    user.searches("strike date:1984-13")
    user.sees("1984-13", within="noticeStrip")
    strip, field = user.window.strip, user.window.top_bar.search.field
    user.takes_picture("8-mistake")
    left = field.mapTo(user.window, field.rect().topLeft()).x()
    place = left + field.fontMetrics().horizontalAdvance("strike date:")

    def points_at_the_date() -> bool:
        pointer = strip.pointer.mapTo(user.window, strip.pointer.rect().center()).x()
        return place - 5 < pointer < place + 20

    until(points_at_the_date, "the mistake under the date")
    for _ in range(3):
        user.presses("Backspace")
    until(lambda: not strip.isVisible(), "no mistake any more")
    assert "Dock strike ends after fifteen weeks" in user.listed()


def test_words_phrases_and_fields_find_what_they_say(sample: User) -> None:
    user = sample
    user.searches("strike date:1984")
    strikes = set(user.listed())
    user.searches("strike NOT date:1984")
    assert strikes.isdisjoint(user.listed())
    user.searches('"house arrest" OR Hausarrest OR 软禁')
    assert len(user.listed()) == 6
    user.takes_picture("8-three-languages")
    user.finds("headline:crane", "Two men to a crane: how the line was won")
    user.finds_nothing("zeppelin")
    user.clicks("Clear the search")
    user.sees("33 clippings")


def test_clicked_places_become_chips_and_the_order_is_chosen(sample: User) -> None:
    user = sample
    user.searches("crane*")
    hits = user.listed()
    user.clicks_row("navigatorPlaces", "Northaven dock strike")
    user.sees("event: Northaven dock strike")
    narrowed = user.listed()
    assert set(narrowed) < set(hits) or set(narrowed) <= set(hits)
    user.clicks_row("navigatorPlaces", "The Northern Courier", with_ctrl=True)
    user.sees("outlet: The Northern Courier", "event: Northaven dock strike")
    assert set(user.listed()) <= set(narrowed)
    user.takes_picture("8-chips")
    chip = user.window.top_bar.search.chips[-1]
    user.clicks(chip.cross)
    until(lambda: len(user.window.top_bar.search.chips) == 1, "one chip less")
    user.clears_search()
    user.clicks("sortButton")
    user.picks("Headline")
    listed = user.listed()
    user.clicks("sortButton")
    user.picks("Ascending")
    ascending = user.listed()
    assert ascending == listed[::-1] or ascending == listed
    assert [one.casefold() for one in ascending[:1]] == [min(ascending, key=str.casefold).casefold()]


def test_the_page_of_a_pdf_shows_the_hits_beside_the_text(sample: User) -> None:
    user = sample
    user.searches("cranes")
    user.opens("Dockers walk out at Northaven")
    assert set(map(str.casefold, user.marked())) <= {"crane", "cranes"}
    user.clicks_tab("Page", within="readerHead")
    canvas = user.reader.pages.canvas
    until(lambda: canvas.sheets and canvas._hits(canvas.sheets[0]), "hits on the page")
    until(lambda: user.reader.pages.place.text().startswith("Page"), "the number of the page")
    user.takes_picture("6-page")
    picture = canvas.viewport().grab().toImage()
    place, box = canvas.layout_.place(0), canvas._hits(canvas.sheets[0])[0]
    x = round(place.x + box.left() * place.width) + 1
    y = round(place.y + box.center().y() * place.height) - canvas.verticalScrollBar().value()
    if 0 <= y < picture.height():
        assert picture.pixelColor(x, y) != picture.pixelColor(2, 2)
    user.clicks_tab("Side by side", within="readerHead")
    assert user.reader.text.isVisible()
    assert user.reader.pages.isVisible()
    user.takes_picture("6-side-by-side")
    user.clicks_tab("Text", within="readerHead")
    assert not user.reader.pages.isVisible()
