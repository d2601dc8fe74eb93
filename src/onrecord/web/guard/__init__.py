"""Who may ask, how often, how much, and what a browser may do with the answer: one module a danger, each attacked by tests."""
