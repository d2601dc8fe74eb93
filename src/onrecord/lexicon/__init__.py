"""The words of each language as data files; `load` is their only reader."""
