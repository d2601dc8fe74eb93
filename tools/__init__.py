"""What the project does to itself: run from its root as `python -m tools.NAME`, most of it through `make`."""
