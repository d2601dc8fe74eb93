"""Makes the twelve invented pages of this folder around stories that ship: `python make.py FOLDER_OF_STORIES`.

Each page has another kind of markup, with menus, advertisements, "read also", share buttons, captions and comments. Beside NN.html
stands NN.txt: the story's lines that a reader of the page should get (boilerplate of the story itself is put into the
page's own boxes and is not among them). Everything here is invented.
"""

import html
import pathlib
import re
import sys
from collections.abc import Callable

PAGES = {
    "01": ("st1/st1-uk1", "semantic"), "02": ("st15/st15-uk1", "wordpress"), "03": ("st2/st2-uk2", "breaks"),
    "04": ("st3/st3-uk2", "microdata"), "05": ("st1/st1-ru1", "tables"), "06": ("st2/st2-ru1", "hashed"),
    "07": ("st3/st3-ru2", "divs"), "08": ("st15/st15-ru1", "outside"), "09": ("st15/st15-en1", "live"),
    "10": ("st2/st2-en2", "amp"), "11": ("st1/st1-en2", "builder"), "12": ("st3/st3-en1", "form"),
}  # fmt: skip
BOILERPLATE = re.compile(r"(?i)^(відео дня|читайте також|читайте также)")
CAPTION = re.compile(r"^(На фото|Фото|Caption|A bulk carrier|The Kaltova power station, seen)")

WORDS = {
    "uk": dict(menu=["Головна", "Новини", "Політика", "Економіка", "Світ", "Спорт"], also="Читайте також", ad="Реклама",
               share="Поділитися", comments="Коментарі", news=["У порту Лодена знову паркують яхти",
               "Ціни на кавуни впали вдвічі", "Чемпіонат із плавання перенесли на осінь"], updated="Оновлено", author="Редакція",
               remarks=["Та скільки вже можна це читати!", "А я казав, що так і буде. Побачите восени.", "Дякую за новину, редакціє."],
               rights="Усі права захищено. Передрук лише з посиланням.", mail="Підпишіться на наш лист щоранку"),
    "ru": dict(menu=["Главная", "Новости", "Политика", "Экономика", "В мире", "Спорт"], also="Читайте также", ad="Реклама",
               share="Поделиться", comments="Комментарии", news=["В порту Лодена снова паркуют яхты",
               "Цены на арбузы упали вдвое", "Чемпионат по плаванию перенесли на осень"], updated="Обновлено", author="Редакция",
               remarks=["Да сколько можно это читать!", "А я говорил, что так и будет. Увидите осенью.", "Спасибо за новость, редакция."],
               rights="Все права защищены. Перепечатка только со ссылкой.", mail="Подпишитесь на утреннее письмо"),
    "en": dict(menu=["Home", "News", "Politics", "Business", "World", "Sport"], also="Read also", ad="Advertisement",
               share="Share", comments="Comments", news=["Yachts are back in the port of Loden",
               "Melon prices fall by half", "Swimming finals moved to autumn"], updated="Updated", author="Staff writer",
               remarks=["How long must we read this!", "I told you so. You will see in autumn.", "Thank you for the report."],
               rights="All rights reserved. Reprint with a link only.", mail="Get our letter every morning"),
}  # fmt: skip


class Story:
    """The lines of a story by their part."""

    def __init__(self, name: str, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        self.lang = name.split("-")[1][:2]
        self.words = WORDS[self.lang]
        self.boilerplate = [line for line in lines if BOILERPLATE.match(line)]
        self.lines = [line for line in lines if not BOILERPLATE.match(line)]
        self.headline = self.lines[0]
        self.teasers: list[str] = []
        for line in self.lines[1:]:
            if (
                len(line) > 130
                or line.endswith(".")
                or not text.split("\n\n")[1].startswith(line)
                and len(self.teasers) == 0
            ):
                break
            self.teasers.append(line)
            if line == text.split("\n\n")[1].splitlines()[-1]:
                break
        self.body = self.lines[1 + len(self.teasers) :]

    def subhead(self, line: str) -> bool:
        return len(line) < 60 and line[-1] not in '.!:»”’",' and not line.startswith("–") and self.body.index(line) > 0


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def links(words: list[str], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{n}">{esc(w)}</a></{tag}>' for n, w in enumerate(words))


def related(story: Story, cls: str = "") -> str:
    cls = f' class="{cls}"' if cls else ""
    return f"<div{cls}><h4>{story.words['also']}</h4><ul>{links(story.words['news'])}</ul></div>"


def remarks(story: Story) -> str:
    return "".join(f'<div class="c"><b>user{n}</b> <p>{esc(r)}</p></div>' for n, r in enumerate(story.words["remarks"]))


def body(story: Story, extra: str = "", after: int = 3) -> str:
    out = []
    for n, line in enumerate(story.body):
        if CAPTION.match(line):
            out.append(f'<figure><img src="/i.jpg" alt="."><figcaption>{esc(line)}</figcaption></figure>')
        elif story.subhead(line):
            out.append(f"<h2>{esc(line)}</h2>")
        else:
            out.append(f"<p>{esc(line)}</p>")
        if n == after:
            out.append(extra)
    return "\n".join(out)


def page(story: Story, inner: str, head: str = "", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{story.lang}"><head><meta charset="{charset}">'
        f"<title>{esc(story.headline)} | Nersta Daily</title>{head}"
        "<style>p{margin:0}</style><script>var ads = ['<p>not shown</p>'];</script></head>\n<body>"
        + inner
        + "</body></html>\n"
    )


def semantic(s: Story) -> str:
    w = s.words
    teasers = "".join(f'<p class="article__lead">{esc(t)}</p>' for t in s.teasers)
    return page(s, f"""<header><a href="/">Nersta Daily</a><nav><ul>{links(w['menu'])}</ul></nav></header>
<main><article><h1>{esc(s.headline)}</h1>{teasers}<div class="article__meta"><span>{w['author']}</span> <time
datetime="2031-06-11T10:20:00+03:00">11.06.2031, 10:20</time></div>
<div class="article__body">{body(s, related(s, 'read-also') + f'<p><a href="/v">{w["also"]}: {w["news"][0]}</a></p>')}
<div class="share-buttons"><a href="#">{w['share']}</a> <a href="#">Telegram</a></div></div>
<section id="comments"><h3>{w['comments']}</h3>{remarks(s)}</section></article>
<aside><h3>{w['also']}</h3>{links(w['news'], 'p')}</aside></main><footer>{w['rights']}</footer>""",
        '<meta property="og:site_name" content="Nersta Daily"><link rel="canonical" href="https://nersta.example/a/1">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"datePublished":"2031-06-11T10:20:00+03:00"}</script>')  # fmt: skip


def wordpress(s: Story) -> str:
    w = s.words
    teasers = "".join(f"<p><strong>{esc(t)}</strong></p>" for t in s.teasers)
    return page(s, f"""<div id="page" class="site has-sidebar"><header id="masthead" class="site-header"><p
class="site-title">Жива хвиля</p><div class="menu-main-container"><ul class="menu">{links(w['menu'])}</ul></div></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><article id="post-77" class="post type-post
status-publish has-comments category-news tag-helvar"><header class="entry-header"><span class="cat-links"><a
href="/c">{w['menu'][1]}</a></span><h1 class="entry-title">{esc(s.headline)}</h1><div class="entry-meta"><span
class="posted-on">15.05.2031</span></div></header><div class="entry-content">{teasers}{body(s, f'''<div
class="code-block ad-slot"><p>{w['ad']}</p></div><p><strong>{w['also']}:</strong></p><ul>{links(w['news'][:2])}</ul>''')}
<div class="sharedaddy"><h3 class="sd-title">{w['share']}:</h3><ul>{links(['Facebook', 'Telegram'])}</ul></div></div>
<footer class="entry-footer"><span class="tags-links">{links(['Гельвар', 'порти'], 'span')}</span></footer></article>
<div id="comments" class="comments-area"><ol class="comment-list"><li><article class="comment-body"><p>{w['remarks'][1]}</p>
</article></li></ol></div></div><div id="secondary" class="widget-area"><section class="widget widget_recent_entries">
<ul>{links(w['news'])}</ul></section></div></div><footer class="site-footer"><p>{w['rights']}</p></footer></div>""",
        '<meta property="article:published_time" content="2031-05-15T18:00:00+00:00">')  # fmt: skip


def breaks(s: Story) -> str:
    w = s.words
    text = "<br>\n<br>\n".join(esc(line) for line in s.teasers + s.body)
    return page(s, f"""<div class="top">{links(w['menu'], 'span')}</div><div class="wrap"><div class="left">
<h1>{esc(s.headline)}</h1><div class="date">14.10.2031 12:05</div><div class="text">{text}<br><br>
<a href="/r">{w['also']}: {w['news'][1]}</a></div><div class="soc">{links(['Facebook', 'X', 'Viber'], 'span')}</div>
<div class="comments">{remarks(s)}</div></div><div class="right">{links(w['news'], 'div')}</div></div>
<div class="bottom">{w['rights']}</div>""", charset="windows-1251")  # fmt: skip


def microdata(s: Story) -> str:
    w = s.words
    teasers = "".join(f"<li>{esc(t)}</li>" for t in s.teasers)
    return page(s, f"""<nav class="main-nav">{links(w['menu'], 'span')}</nav><div itemscope
itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{esc(s.headline)}</h1><ul class="subtitle">{teasers}</ul>
<meta itemprop="datePublished" content="2031-10-17"><div class="author-box">{w['author']}, 17.10.2031</div>
<div itemprop="articleBody" class="post-text">{body(s, f'<div class="banner">{w["ad"]}</div>' + related(s))}</div>
<div class="subscribe-form"><p>{w['mail']}</p></div></div><div class="comments-list">{remarks(s)}</div>
<div class="popular">{links(w['news'], 'p')}</div>""")  # fmt: skip


def tables(s: Story) -> str:
    w = s.words
    text = "\n".join(f'<p align="justify">{esc(line)}' for line in s.teasers + s.body)
    return page(s, f"""<table width="100%"><tr><td colspan="3">{links(w['menu'], 'font')}</td></tr><tr><td width="20%"
valign="top"><table>{''.join(f'<tr><td>{links([n], "b")}</td></tr>' for n in w['news'])}</table></td><td valign="top">
<h1>{esc(s.headline)}</h1><font size="1">10.06.2031</font>{text}<hr><a href="/print">{w['share']}</a></td><td
width="20%"><center>{w['ad']}</center></td></tr><tr><td colspan="3"><small>{w['rights']}</small></td></tr></table>""",
        '<meta name="date" content="2031-06-10">', charset="koi8-r")  # fmt: skip


def hashed(s: Story) -> str:
    w = s.words
    text = body(s, f'<div class="css-9f2k"><span class="css-1a">{w["ad"]}</span></div>').replace(
        "<p>", '<p class="css-77aa">'
    )
    return page(s, f"""<div id="__next"><div class="css-0k1"><div role="navigation">{links(w['menu'], 'div')}</div></div>
<div class="css-ab12"><div class="css-ab13"><h1 class="css-x9">{esc(s.headline)}</h1><div class="css-t0"><time
datetime="2031-10-15T09:00:00Z">15 октября</time><span>3 мин</span></div></div><div class="css-zz1"><div
class="css-zz2">{''.join(f'<p>{esc(t)}</p>' for t in s.teasers)}{text}</div><div class="css-r1"><div>{w['also']}</div>
{''.join(f'<div class="css-card"><a href="/{n}"><h3>{t}</h3></a></div>' for n, t in enumerate(w['news']))}</div></div></div>
<div role="contentinfo">{w['rights']}</div></div>""",
        '<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"x","datePublished":"2031-10-15T09:00:00Z",}]</script>')  # fmt: skip


def divs(s: Story) -> str:
    w = s.words
    text = "\n".join(f"<div>{esc(line)}</div>" for line in s.body)
    return page(s, f"""<div id="menu">{links(w['menu'], 'span')}</div><div id="col1"><div class="news-title"><h1>{esc(s.headline)}
</h1></div>{''.join(f'<div class="anons">{esc(t)}</div>' for t in s.teasers)}<div id="news-text">{text}</div><div
class="rating">+12 / -3</div><div id="disqus_thread">{remarks(s)}</div></div><div id="col2">{related(s)}
<div>{w['mail']}</div></div>""")  # fmt: skip


def outside(s: Story) -> str:
    w = s.words
    return page(s, f"""<div class="b-header">{links(w['menu'], 'span')}</div><section class="hero"><h1>{esc(s.headline)}</h1>
{''.join(f'<h2>{esc(t)}</h2>' for t in s.teasers)}<div class="byline">{w['author']}</div></section><div
class="social-share">{w['share']}</div><main><article>{body(s, related(s, 'article-related'), 2)}</article><div
class="mailing">{w['mail']}</div></main><div class="reader-comments">{remarks(s)}</div><footer>{w['rights']}</footer>""",
        '<meta property="og:title" content="' + html.escape(s.headline) + '">')  # fmt: skip


def live(s: Story) -> str:
    w = s.words
    posts, current = [], []
    for line in s.body:
        stamp = re.match(r"(\d\d:\d\d) (.*)", line)
        if stamp:
            if current:
                posts.append(current)
            current = [f"<h3><time>{stamp[1]}</time> {esc(stamp[2])}</h3>"]
        else:
            current.append(f"<p>{esc(line)}</p>")
    posts.append(current)
    return page(s, f"""<nav>{links(w['menu'], 'span')}</nav><main><h1>{esc(s.headline)}</h1>
{''.join(f'<p class="standfirst">{esc(t)}</p>' for t in s.teasers)}<div class="live-blog">
{''.join('<article class="entry">' + ''.join(p) + f'<div class="share">{w["share"]}</div></article>' for p in posts)}</div>
</main><aside class="most-read">{links(w['news'], 'p')}</aside><section class="comments">{remarks(s)}</section>""")  # fmt: skip


def amp(s: Story) -> str:
    w = s.words
    return page(s, f"""<amp-sidebar id="sidebar"><ul>{links(w['menu'])}</ul></amp-sidebar><div class="amp-wp-article"><h1
class="amp-wp-title">{esc(s.headline)}</h1><div class="amp-wp-meta"><time>16 Oct 2031</time></div>
{''.join(f'<p class="dek">{esc(t)}</p>' for t in s.teasers)}<div class="amp-wp-article-content">
{body(s, '<amp-ad width="300"></amp-ad><blockquote class="pull-quote">' + esc(s.body[1][:60]) + '</blockquote>')}</div><div
class="amp-wp-comments-link"><a href="/c">{w['comments']}</a></div></div><footer class="amp-wp-footer"><p>{w['rights']}</p>
</footer>""", '<meta property="og:site_name" content="The Sextant"><meta property="og:url" content="https://sextant.example/2">')  # fmt: skip


def builder(s: Story) -> str:
    w = s.words
    return page(s, f"""<div class="elementor"><div class="elementor-widget elementor-widget-nav-menu">{links(w['menu'], 'span')}
</div><div class="elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container"><h1>{esc(s.headline)}
</h1></div></div><div class="elementor-widget elementor-widget-theme-post-excerpt">{''.join(f'<p>{esc(t)}</p>' for t in s.teasers)}</div>
<div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{body(s)}</div></div>
<div class="elementor-widget elementor-widget-posts">{''.join(f'<article><h3><a href="/{n}">{t}</a></h3></article>'
for n, t in enumerate(w['news']))}</div><div class="cookie-notice" role="dialog"><p>We use cookies to count our readers. You can
find more of it on a page of its own.</p></div></div>""")  # fmt: skip


def form(s: Story) -> str:
    w = s.words
    return page(s, f"""<form method="post" action="/"><div class="hdr">{links(w['menu'], 'span')}<input name="q"></div><div
class="storywrap"><h1>{esc(s.headline)}</h1>{''.join(f'<p>{esc(t)}</p>' for t in s.teasers)}<span class="pubdate">16/10/2031</span>
<div class="story">{body(s, f'<div class="newsletter-signup"><p>{w["mail"]}. It is free, and it is short.</p></div>', 1)}
<p><a href="https://t.me/example">{w['mail']}</a></p></div></div><ul class="replies">{''.join(f'<li><p>{r}</p></li>'
for r in w['remarks'])}</ul><div class="ftr">{w['rights']}</div></form>""")  # fmt: skip


MAKERS: dict[str, Callable[[Story], str]] = {
    f.__name__: f
    for f in (semantic, wordpress, breaks, microdata, tables, hashed, divs, outside, live, amp, builder, form)
}


def main() -> None:
    stories, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    for number, (name, kind) in PAGES.items():
        story = Story(name.split("/")[1], (stories / f"{name}.txt").read_text(encoding="utf-8"))
        source = MAKERS[kind](story)
        charset = re.search(r'charset="([^"]+)"', source)[1]
        file = f"{number}-{kind}-{name.split('/')[1]}"
        (here / f"{file}.html").write_bytes(source.encode(charset, "xmlcharrefreplace"))
        (here / f"{file}.txt").write_text("\n\n".join(story.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
