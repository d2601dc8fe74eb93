"""Outside world -> Article: plain text in any common encoding, HTML pages, JSON Lines, folders, globs, standard input."""
