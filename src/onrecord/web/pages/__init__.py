"""One module a page. Each has a context (a frozen dataclass: what the template shows, and the page's data), a function
`page(record, asked)` that makes it, and a `PAGE` that says where it stands. `routes.PAGES` lists them."""
