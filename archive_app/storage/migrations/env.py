"""Run by alembic for each migration, on the connection and in the transaction that it is given."""

from alembic import context

from archive_app.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
