"""How well the reader does on gold sets, and the weights that are learned from them."""
