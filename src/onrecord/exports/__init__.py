"""A Reading in other people's formats. Every function here is pure: values in, text (or bytes) out."""
