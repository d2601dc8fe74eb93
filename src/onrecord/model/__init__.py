"""Frozen values that the steps hand to each other. Standard library only."""
