"""Asked of the record: what was said, in which renderings, and what does not go together. Values in, values out."""
