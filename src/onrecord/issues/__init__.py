"""What statements are about: codebooks, the issues that a statement touches, and its stance to them."""

from onrecord.issues.agreement import agreed, steadied
from onrecord.issues.codebook import default_codebook, load_codebook
from onrecord.issues.touching import touches

__all__ = ["agreed", "default_codebook", "load_codebook", "steadied", "touches"]
