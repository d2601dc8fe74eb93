"""What is drawn: where everything stands, in units of a view box. Templates turn it into SVG, with a table behind it."""
