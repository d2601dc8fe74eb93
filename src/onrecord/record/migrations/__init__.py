"""How a record came to its tables, step by step."""
