"""`python -m onrecord` is `onrecord`."""

from importlib import import_module

if __name__ == "__main__":
    # By name: in the layers of the house this file stands beside `cli`, not above it.
    import_module("onrecord.cli.main").main()
