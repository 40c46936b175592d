"""The clinic's database: the engine, the tables, what is read and written, and the audit log's chains."""
