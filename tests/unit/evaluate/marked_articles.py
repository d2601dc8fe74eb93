"""Small invented articles with marks, for what learns from them."""

from onrecord.evaluate.gold import Gold, _article
from onrecord.evaluate.marked import parse

ARTICLES = {
    "uk": """lang: uk
date: 2031-03-05
---
[[s1:Міністерка Дара Вербова]] [[q1:заявила]] [[a1:журналістам]], [[c1:що [[s2:рада]] [[q2:обіцяє]] [[c2:відкрити міст]]]].

[[q3:За]] [[s3:її]] [[q3:словами]], [[c3:порт запрацює восени]]. Біля мосту чекали люди.

[[c4:«Ми чекали довго»]], – [[q4:сказав]] [[s4:капітан]] [[v4:на пристані]].
---
1 kind=indirect act=assert
2 kind=indirect act=promise within=1
3 kind=indirect act=assert
4 kind=direct act=assert
""",
    "ru": """lang: ru
date: 2031-03-05
---
[[s1:Министр Дара Вербова]] [[q1:заявила]] [[a1:журналистам]], [[c1:что [[s2:совет]] [[q2:обещает]] [[c2:открыть мост]]]].

[[q3:По]] [[s3:её]] [[q3:словам]], [[c3:порт заработает осенью]]. У моста ждали люди.

[[c4:«Мы ждали долго»]], – [[q4:сказал]] [[s4:капитан]] [[v4:на пристани]].
---
1 kind=indirect act=assert
2 kind=indirect act=promise within=1
3 kind=indirect act=assert
4 kind=direct act=assert
""",
    "en": """lang: en
date: 2031-03-05
---
[[s1:Minister Dara Verbova]] [[q1:told]] [[a1:reporters]] [[c1:that [[s2:the council]] [[q2:promises]] [[c2:to open the bridge]]]].

[[q3:According to]] [[s3:her]], [[c3:the port will work in autumn]]. People waited by the bridge.

[[c4:“We waited long,”]] [[s4:the captain]] [[q4:said]] [[v4:on the pier]].
---
1 kind=indirect act=assert
2 kind=indirect act=promise within=1
3 kind=indirect act=assert
4 kind=direct act=assert
""",
}


def gold(language: str, flat: bool = False) -> Gold:
    """One of the articles; `flat` leaves out what is nested and placed, as PolNeAR does."""
    raw = parse(ARTICLES[language], f"{language}.marked")
    if flat:
        kept = ("content", "cue", "source")
        raw["statements"] = [{k: s[k] for k in kept} for s in raw["statements"] if s["within"] is None]
    return Gold(_article(raw, "here"), raw)
