"""Dates as newspapers print them, in many languages; what is not certain is not guessed."""

import pytest

from archive_app.readers.prose_dates import find_dates, read_date, read_date_line


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("May 8, 2012", "2012-05-08"),
        ("8 May 2012", "2012-05-08"),
        ("Tuesday, May 8, 2012", "2012-05-08"),
        ("June 22nd, 2011", "2011-06-22"),
        ("the 22nd of June 2011", "2011-06-22"),
        ("Sept. 3, 1968", "1968-09-03"),
        ("08-May-2012", "2012-05-08"),
        ("May 1968", "1968-05"),
        ("3-7 May 1968", "1968-05-03/1968-05-07"),
        ("May 3–7, 1968", "1968-05-03/1968-05-07"),
        ("le 1er août 1936", "1936-08-01"),
        ("mardi 14 mars 2006", "2006-03-14"),
        ("14 févr. 2006", "2006-02-14"),
        ("8. Mai 2012", "2012-05-08"),
        ("Dienstag, den 3. März 1931", "1931-03-03"),
        ("2. Jänner 1934", "1934-01-02"),
        ("08.05.2012", "2012-05-08"),
        ("8 de mayo de 2012", "2012-05-08"),
        ("8 maggio 2012", "2012-05-08"),
        ("1º de dezembro de 1999", "1999-12-01"),
        ("8 mei 2012", "2012-05-08"),
        ("23 augustus 1944", "1944-08-23"),
        ("2011年6月23日", "2011-06-23"),
        ("2018 年 10 月 7 日 17:04", "2018-10-07"),
        ("2011年6月", "2011-06"),
        ("2012년 5월 8일", "2012-05-08"),
        ("2012-05-08", "2012-05-08"),
        ("2012-05-08T21:30:00+02:00", "2012-05-08"),
        ("2012/05/08", "2012-05-08"),
        ("23/04/2012", "2012-04-23"),
        ("04/23/2012", "2012-04-23"),
        ("03/03/2012", "2012-03-03"),
    ],
)
def test_a_printed_date_is_read(printed: str, edtf: str) -> None:
    read = read_date(printed)
    assert (read.edtf, read.printed) == (edtf, printed)


@pytest.mark.parametrize("printed", ["03/04/2012", "3-4-2012"])
def test_an_unknown_order_of_day_and_month_is_not_guessed(printed: str) -> None:
    read = read_date(printed)
    assert (read.edtf, read.printed) == (None, printed)


@pytest.mark.parametrize(
    "text", ["31 February 2012", "the 2008 games", "We die in 35 countries", "1/2", "99/99/2012"]
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert read_date(text).edtf is None


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("May 8, 2012 Updated: October 1, 2015", "2012-05-08", "2015-10-01"),
        ("Published: 8 May 2012 | Last updated: 9 May 2012 10:15 GMT", "2012-05-08", "2012-05-09"),
        ("Publié le 14 mars 2006 à 10h12 - Mis à jour le 15 mars 2006 à 08h00", "2006-03-14", "2006-03-15"),
        (
            "Veröffentlicht am 3. Mai 2012, aktualisiert am 4. Mai 2012 um 14:30 Uhr",
            "2012-05-03",
            "2012-05-04",
        ),
        ("Montag, 7. Mai 2012", "2012-05-07", None),
        ("发布时间：2011年6月23日 更新时间：2011年6月24日", "2011-06-23", "2011-06-24"),
        ("Updated June 1, 2011", None, "2011-06-01"),
        ("Datum: 03.05.2012", "2012-05-03", None),
        ("03/04/2012", None, None),
    ],
)
def test_a_line_of_dates_is_told_apart(line: str, published: str | None, updated: str | None) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.published.edtf, found.updated.edtf) == (published, updated)


def test_an_unknown_order_keeps_the_printed_form_of_the_line() -> None:
    found = read_date_line("Updated: 03/04/2012")
    assert found is not None
    assert found.updated.printed == "03/04/2012"


@pytest.mark.parametrize(
    "line",
    [
        "The strike began on May 8, 2012 and ended in June.",
        "Although Ai was released on June 22nd, 2011, the watch went on.",
        "No date at all",
        "May he stay",
    ],
)
def test_prose_with_a_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_dates_are_found_with_their_places() -> None:
    text = "From 3 May 1968 to June 1968, and 1970-01-02."
    assert [(text[date.start : date.end], date.edtf) for date in find_dates(text)] == [
        ("3 May 1968", "1968-05-03"),
        ("June 1968", "1968-06"),
        ("1970-01-02", "1970-01-02"),
    ]
