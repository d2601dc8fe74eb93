"""The reading room: the record in the browser. See `app` for how it is put together, `pages` for how a page is added."""
