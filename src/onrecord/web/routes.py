"""All pages and actions. A new one is a module in `pages` with a PAGE (or ACTIONS), a template, and a line here."""

from onrecord.web.action import Action
from onrecord.web.page import Page
from onrecord.web.pages import article, search, start, statement

PAGES: tuple[Page, ...] = (start.PAGE, search.PAGE, article.PAGE, statement.PAGE)
ACTIONS: tuple[Action, ...] = ()
