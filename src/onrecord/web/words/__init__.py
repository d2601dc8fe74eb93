"""The words of the interface: one file a language with the same keys, and `load`, their only reader."""
