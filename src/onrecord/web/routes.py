"""All pages and actions. A new one is a module in `pages` with a PAGE (or ACTIONS), a template, and a line here."""

from onrecord.web.action import Action
from onrecord.web.page import Page
from onrecord.web.pages import (
    accuracy,
    actor,
    actor_forms,
    actors,
    add,
    agreement,
    article,
    history,
    issue,
    issues,
    plots,
    positions,
    review,
    review_forms,
    search,
    start,
    statement,
    tensions,
    timeline,
    utterance,
    utterances,
)

PAGES: tuple[Page, ...] = (
    start.PAGE, search.PAGE, article.PAGE, statement.PAGE, actors.PAGE, actor.PAGE, issues.PAGE, issue.PAGE,
    positions.PAGE, timeline.PAGE, utterances.PAGE, utterance.PAGE, tensions.PAGE, tensions.ONE, plots.PAGE,
    review.PAGE, history.PAGE, agreement.PAGE, accuracy.PAGE,
    add.PAGE, add.RESULT,
)  # fmt: skip
ACTIONS: tuple[Action, ...] = (*actor_forms.ACTIONS, *review_forms.ACTIONS, *add.ACTIONS)
