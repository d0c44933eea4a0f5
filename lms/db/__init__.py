"""The database: base class, column types, transactions."""
