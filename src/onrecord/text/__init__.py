"""Article -> Text: paragraphs and zones, languages, sentences, tokens, dictionary readings, quotations."""

from onrecord.text.apart import take_apart

__all__ = ["take_apart"]
