"""A passage gets quotation marks once."""

import pytest

from archive_app.gui.widgets.quotation import quoted


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("in effect house arrest", "“in effect house arrest”"),
        ("“Sir, 2,214 coats.”", "“Sir, 2,214 coats.”"),
        ("«Una factura»", "«Una factura»"),
        ("faktisch „Hausarrest“.", "faktisch „Hausarrest“."),
        ("“Because,” she says.", "“Because,” she says."),
        ("「软禁」", "「软禁」"),
        ("", "“”"),
    ],
)
def test_marks_that_a_passage_brings_are_not_doubled(passage: str, shown: str) -> None:
    assert quoted(passage) == shown
