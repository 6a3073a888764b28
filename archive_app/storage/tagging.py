"""Subjects on clippings: tagging, untagging, and who is what to which clipping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive_app.domain.clipping import Origin
from archive_app.domain.subject import ClippingSubject, MentionStatus, SubjectKind, SubjectRole
from archive_app.storage.repository import Repository, portions
from archive_app.storage.tables import ClippingRow, ClippingSubjectRow, SubjectRow


class Tagging(Repository):
    """The attachments of subjects to clippings."""

    if TYPE_CHECKING:

        def merges(self) -> dict[int, int]: ...

        def merged_family(self, id: int) -> set[int]: ...

    def tag(
        self,
        clipping_ids: Sequence[int],
        subject_id: int,
        role: SubjectRole = SubjectRole.ABOUT,
        status: MentionStatus = MentionStatus.CONFIRMED,
        origin: Origin = Origin.PERSON,
    ) -> int:
        """Attach a subject to clippings in a role; returns on how many it was new.

        What a person confirmed or rejected is not changed by a machine.
        """
        self._row(SubjectRow, subject_id, "name")
        subject_id = self.merges().get(subject_id, subject_id)
        row = ClippingSubjectRow
        # Narrowed to these clippings, since a name may stand on half of the archive.
        here = {
            found.clipping_id: found
            for found in self._attachments(clipping_ids, subject_id)
            if found.role == role.value
        }
        known = {
            found[0] for found in self._in_portions(select(ClippingRow.id), ClippingRow.id, clipping_ids)
        }
        new = 0
        for clipping_id in dict.fromkeys(clipping_ids):
            found = here.get(clipping_id)
            if clipping_id not in known:
                self._row(ClippingRow, clipping_id, "clipping")
            elif found is None:
                self._session.add(
                    row(
                        clipping_id=clipping_id,
                        subject_id=subject_id,
                        role=role.value,
                        status=status.value,
                        origin=origin.value,
                    )
                )
                new += 1
            elif found.status != status.value and (origin is Origin.PERSON or found.origin != Origin.PERSON):
                found.status, found.origin = status.value, origin.value
                new += 1
        self._flush()
        return new

    def untag(self, clipping_ids: Sequence[int], subject_id: int) -> int:
        """Take a subject off clippings, in every role; returns how many attachments went.

        What was rejected stays remembered, so that no machine suggests it again.
        """
        rows = [
            found
            for found in self._attachments(clipping_ids, subject_id)
            if found.status != MentionStatus.REJECTED.value
        ]
        self._remove(*rows)
        return len(rows)

    def _attachments(self, clipping_ids: Collection[int], subject_id: int) -> Iterator[ClippingSubjectRow]:
        """Yield what attaches a subject, or one merged into it, to these clippings."""
        family, row = self.merged_family(subject_id), ClippingSubjectRow
        for portion in portions(clipping_ids):
            yield from self._rows(row, row.clipping_id.in_(portion), row.subject_id.in_(family))

    def set_role(self, attachment_id: int, role: SubjectRole) -> None:
        """Say what a subject is to its clipping; two attachments that become the same are one."""
        row = self._row(ClippingSubjectRow, attachment_id, "tag")
        table = ClippingSubjectRow
        same = self._rows(
            table,
            table.clipping_id == row.clipping_id,
            table.subject_id == row.subject_id,
            table.role == role.value,
            table.id != row.id,
        )
        if same:
            same[0].status, same[0].origin = row.status, row.origin
            self._remove(row)
        else:
            row.role = role.value
            self._flush()

    def set_status(self, attachment_id: int, status: MentionStatus) -> None:
        """Confirm or reject a suggestion; a rejection is remembered."""
        row = self._row(ClippingSubjectRow, attachment_id, "tag")
        row.status, row.origin = status.value, Origin.PERSON.value
        self._flush()

    def of_clipping(self, clipping_id: int) -> tuple[ClippingSubject, ...]:
        """Return a clipping's subjects, rejected ones left out."""
        return self.of_clippings([clipping_id]).get(clipping_id, ())

    def of_clippings(self, ids: Collection[int]) -> dict[int, tuple[ClippingSubject, ...]]:
        """Return the subjects of each clipping that has any, rejected ones left out."""
        row = ClippingSubjectRow
        statement = (
            select(row.__table__)
            .where(row.status != MentionStatus.REJECTED.value)
            .order_by(row.clipping_id, row.id)
        )
        attachments = list(self._in_portions(statement, row.clipping_id, ids))
        wanted = {self.merges().get(found.subject_id, found.subject_id) for found in attachments}
        subject = SubjectRow
        columns = select(subject.id, subject.subject_kind, subject.name, subject.date)
        names = {found.id: found for found in self._in_portions(columns, subject.id, wanted)}
        result: defaultdict[int, list[ClippingSubject]] = defaultdict(list)
        seen: set[tuple[int, int, str]] = set()
        for found in attachments:
            shown = names[self.merges().get(found.subject_id, found.subject_id)]
            key = (found.clipping_id, shown.id, found.role)
            if key in seen:
                continue
            seen.add(key)
            result[found.clipping_id].append(
                ClippingSubject(
                    id=found.id,
                    clipping_id=found.clipping_id,
                    subject_id=shown.id,
                    kind=SubjectKind(shown.subject_kind),
                    name=shown.name,
                    role=SubjectRole(found.role),
                    status=MentionStatus(found.status),
                    date=shown.date,
                )
            )
        return {id: tuple(found) for id, found in result.items()}

    def clipping_ids(self, subject_id: int) -> set[int]:
        """Return the clippings on which a subject is confirmed, merged ones included, trash and all."""
        row = ClippingSubjectRow
        statement = select(row.clipping_id).where(
            row.subject_id.in_(self.merged_family(subject_id)), row.status == MentionStatus.CONFIRMED.value
        )
        return set(self._session.scalars(statement))
