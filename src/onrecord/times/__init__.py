"""Time expressions -> values resolved by the article's date, and the day on which something was said."""

from onrecord.times.find import find_times
from onrecord.times.said import said_on

__all__ = ["find_times", "said_on"]
