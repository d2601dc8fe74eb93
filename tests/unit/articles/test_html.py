"""Pages: every line of the story and nothing else, whatever the markup around it."""

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.articles import html, plain
from onrecord.errors import NoArticle

PAGES = sorted((Path(__file__).parents[2] / "cases" / "pages").glob("*.html"))
SENTENCES = (
    "<p>The magpie said yes to the crow, and the crow said nothing at all.</p>"
    "<p>“Nothing,” the crow said later, when the others had gone home.</p>"
)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_there_are_twelve() -> None:
    assert len(PAGES) == 12


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_line_and_nothing_else(path: Path) -> None:
    text = html.article(path.read_bytes(), path.stem).text
    assert lines(text) == lines(path.with_suffix(".txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_hardly_a_line_is_lost_without_classes_and_roles(path: Path) -> None:
    source = re.sub(r'charset="[^"]*"', 'charset="utf-8"', html.decode(path.read_bytes()))
    bare = re.sub(r'\s(class|id|role|itemprop)="[^"]*"', "", source)
    bare = re.sub(r"<(/?)(article|main|section|header|footer|aside|nav)\b", r"<\1div", bare)
    wanted = lines(path.with_suffix(".txt").read_text(encoding="utf-8"))
    found = lines(html.article(bare.encode(), path.stem).text)
    assert len(set(wanted) - set(found)) <= 1
    assert len(set(found) - set(wanted)) <= 6


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-06-11T01:00:00+03:00"}</script>', date(2031, 6, 11)),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2031-06-12"}]}</script>', date(2031, 6, 12)),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2031-06-13",,}</script>', date(2031, 6, 13)),
        ('<script type="application/ld+json">{"@type": "Organization", "datePublished": "1999-01-01"}</script><meta name="pubdate" content="20310614">', date(2031, 6, 14)),
        ('<meta property="article:published_time" content="2031-06-15T10:00Z">', date(2031, 6, 15)),
        ('<meta property="article:published_time" content="yesterday">', None),
    ],
)  # fmt: skip
def test_published(head: str, wanted: date | None) -> None:
    page = f"<html><head>{head}</head><body><h1>A magpie spoke</h1>{SENTENCES}</body></html>"
    assert html.article(page.encode(), "a").published == wanted


def test_head() -> None:
    page = (
        '<html><head><title>A magpie spoke — Branch</title><link rel="canonical" href="https://branch.example/1"><meta '
        f'property="og:site_name" content="Branch"></head><body><h1>A magpie spoke</h1>{SENTENCES}</body></html>'
    )
    article = html.article(page.encode(), "a")
    assert (article.url, article.outlet, article.title) == (
        "https://branch.example/1",
        "Branch",
        "A magpie spoke — Branch",
    )
    given = html.article(page.encode(), "a", plain.Given(outlet="Other", published=date(2031, 1, 1)))
    assert (given.outlet, given.published) == ("Other", date(2031, 1, 1))


@pytest.mark.parametrize(
    "top",
    [
        "<h1>Branch Daily</h1><h2>A magpie spoke to a crow</h2>",
        "<h2>Other birds</h2><h1>Branch Daily</h1><div><b>A magpie spoke</b> to a crow</div>",
        "<h2>A magpie spoke to a crow</h2><div>Branch Daily</div>",
        "<table><tr><td><font size=5>A magpie spoke to a crow</font></td></tr></table>",
    ],
)
def test_the_headline_is_what_the_title_says(top: str) -> None:
    page = (
        f"<html><head><title>A magpie spoke to a crow | Branch Daily</title></head><body>{top}{SENTENCES}</body></html>"
    )
    assert lines(html.article(page.encode(), "a").text)[0] == "A magpie spoke to a crow"


def test_paragraphs_behind_a_paywall_class_stay() -> None:
    page = "<body><h1>A magpie spoke</h1>" + SENTENCES.replace("<p>", '<p class="paywall">') + "</body>"
    assert len(lines(html.article(page.encode(), "a").text)) == 3


def test_an_address_that_is_no_web_address_is_not_taken() -> None:
    page = f'<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>{SENTENCES}</body></html>'
    assert html.article(page.encode(), "a").url is None


@pytest.mark.parametrize("name", ["windows-1251", "koi8-u", "utf-8", "utf-16"])
def test_charset(name: str) -> None:
    words = "Сорока сказала воронi «так», а ворона нічого не відповіла, бо її не спитали.".replace("i", "і")
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={name}"></head><body><p>{words}</p><p>{words[::-1]}.</p></body></html>'  # fmt: skip
    assert words in html.article(page.encode(name, "xmlcharrefreplace"), "a").text


def test_marks_inside_a_paragraph() -> None:
    page = f"<body><h1>Title of it</h1>{SENTENCES}<p>One<br>two &lt;script&gt; <q>three</q> so\u00adft&nbsp;<b>bold</b>er.</p></body>"
    assert html.article(page.encode(), "a").text.endswith("\n\nOne\ntwo <script> “three” soft\u00a0bolder.")


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Magpie</title></head><body><ul>" + b"<li><a href=/>A magpie said yes.</a></li>" * 30 + b"</ul></body></html>",
        b"<html><body><p>Page not found.</p></body></html>",
        b"no markup at all",
        b"<!-- -->",
    ],
)  # fmt: skip
def test_no_article(page: bytes) -> None:
    with pytest.raises(NoArticle, match=r"p\.html: "):
        html.article(page, "p", where="p.html")


def test_the_text_of_a_page_that_is_drawn_by_a_script() -> None:
    body = "The magpie said yes to the crow, and the crow said nothing.\\nNobody else in the wood had a word to say that day."
    page = f'<html><body><script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script><div></div></body></html>'  # fmt: skip
    assert html.article(page.encode(), "a").text == body.replace("\\n", "\n\n")


def test_depth_does_not_matter() -> None:
    page = "<html><body>" + "<div>" * 1500 + SENTENCES + "</div>" * 1500 + "</body></html>"
    assert "magpie said yes" in html.article(page.encode(), "a").text
