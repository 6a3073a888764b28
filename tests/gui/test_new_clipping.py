"""A clipping is typed by hand: the date is checked while it is typed, and the last values can be repeated."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from archive_app.gui.session import Session
from archive_app.gui.views.new_clipping_dialog import NewClippingDialog
from archive_app.operations.desk import Desk


def settle(session: Session) -> None:
    for _ in range(3):
        assert any(session.jobs.wait_idle(20) for _ in range(5))


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> NewClippingDialog:
    made = NewClippingDialog(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    settle(session)
    return made


def said(dialog: NewClippingDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_clipping_is_made_with_holding_place_and_shown(
    dialog: NewClippingDialog, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    dialog.lines["headline"].setText("Grève à Lens")
    dialog.lines["outlet"].setText("Le Matin")
    dialog.date.line.setText("1934~")
    assert "c. 1934" in said(dialog)
    dialog.lines["holding_institution"].setText("AN")
    dialog.lines["holding_fonds"].setText("F/7/12960")
    dialog.side.setCurrentIndex(dialog.side.findData("back"))
    dialog.summary.setPlainText("A strike.")
    dialog.body.setPlainText("Les mineurs ont cessé le travail.")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    with desk.archive.read() as records:
        clipping = records.clippings.get(1)
    assert clipping.outlet_name == "Le Matin"
    assert clipping.fields.published.edtf == "1934~"
    assert str(clipping.fields.holding) == "AN, F/7/12960, back"
    assert clipping.fields.summary == "A strike."
    assert session.current is not None
    assert session.current.id == 1
    assert not dialog.isVisible()


def test_a_wrong_date_is_refused_while_it_is_typed(dialog: NewClippingDialog) -> None:
    dialog.lines["headline"].setText("x")
    dialog.date.line.setText("1934-13")
    assert "There is no such day" in said(dialog)
    assert not dialog.make_button.isEnabled()
    dialog.date.line.setText("1934")
    assert dialog.make_button.isEnabled()


def test_an_empty_form_makes_nothing_and_says_why(
    dialog: NewClippingDialog, session: Session, desk: Desk
) -> None:
    dialog.make()
    settle(session)
    assert "Type a headline" in said(dialog)
    with desk.archive.read() as records:
        assert records.clippings.count() == 0


def test_same_as_last_fills_what_is_empty(dialog: NewClippingDialog, session: Session, qtbot: QtBot) -> None:
    dialog.lines["headline"].setText("One")
    dialog.lines["outlet"].setText("Le Matin")
    dialog.lines["holding_box"].setText("3")
    dialog.date.line.setText("1934-05")
    dialog.another.setChecked(True)
    dialog.make()
    settle(session)
    assert dialog.isVisible()
    assert dialog.lines["outlet"].text() == ""
    dialog.lines["holding_box"].setText("4")
    dialog.repeat.click()
    assert dialog.lines["headline"].text() == ""
    assert (dialog.lines["outlet"].text(), dialog.lines["holding_box"].text()) == ("Le Matin", "4")
    assert dialog.date.text() == "1934-05"
    dialog.lines["headline"].setFocus()
    qtbot.keyClick(dialog.lines["headline"], Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert dialog.lines["headline"].text() == "One"
