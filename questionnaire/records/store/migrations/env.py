"""Runs the migrations on the connection, and in the transaction, that the store lends."""

from alembic import context

from questionnaire.records.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
