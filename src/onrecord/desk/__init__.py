"""Everything that can be done with a record, as methods of `Record`. The command line and the web are thin over it."""

from onrecord.desk.record import NEW, Record

__all__ = ["NEW", "Record"]
