"""Readings at rest: one schema for SQLite and PostgreSQL. Knows values, not readers."""

from onrecord.record.store import Session, Store, create_store, open_store

__all__ = ["Session", "Store", "create_store", "open_store"]
