"""Settings of all tests."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, print_blob=True)
"""In CI the same examples each time: a submission fails for what it changed. On a laptop hypothesis goes on searching."""

if os.environ.get("CI"):
    settings.load_profile("ci")
