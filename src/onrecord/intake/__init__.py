"""Articles into the record: added, read again, matched with what is there."""
