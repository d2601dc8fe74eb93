"""How often the speaker is right when the attributions are given: gold spans in, names out, scored as score.py does.

python benchmarks/speakers.py GOLD.jsonl … [--errors] [--language uk] [--rules]
"""

import argparse
import collections
import importlib.util
import json
import pathlib
import time

from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.speakers import identify
from onrecord.text import take_apart

SCORE = pathlib.Path(__file__).parent.parent.parent / "shared" / "gold" / "score.py"


def spans(pairs):
    return tuple(Span(*p) for p in pairs)


def attributions(statements):
    return [
        Attribution(s["id"], spans(s["source"]), spans(s["cue"]), spans(s["content"]), s.get("kind", "indirect"),
                    s.get("act", "assert"), s.get("zone", "body"), within=s.get("within"))
        for s in statements
    ]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--language")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", SCORE)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for path in options.gold:
        count, rules = collections.Counter(), collections.defaultdict(collections.Counter)
        spent = words = 0
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if options.language and article["lang"] != options.language:
                continue
            text = take_apart(Article(article["id"], article["text"], language=article["lang"]))
            begin = time.perf_counter()
            mentions = identify(text, attributions(article["statements"]))
            spent += time.perf_counter() - begin
            words += len(text.tokens)
            for s, m in zip(article["statements"], mentions, strict=True):
                right = score.right_speaker(s, m.speaker, article)
                count["all"] += 1
                count["right"] += right
                count["named"] += m.speaker != "?"
                count["named right"] += right and m.speaker != "?"
                count["type"] += m.speaker_type == s["speaker_type"]
                rules[m.reasons[0]]["right" if right else "wrong" if m.speaker != "?" else "silent"] += 1
                if options.errors and not right:
                    source = " | ".join(article["text"][a:b] for a, b in s["source"])
                    cue = " | ".join(article["text"][a:b] for a, b in s["cue"])
                    print(f"  {article['id']} {s['id']:4} [{source}] <{cue}> gold {s['speaker']} ({s['speaker_type']})"
                          f" — {m.speaker} ({m.speaker_type}) {' '.join(m.reasons)}"
                          f" {[(c.name, c.score, c.lost) for c in m.candidates[:3]]}")  # fmt: skip
        if not count["all"]:
            continue
        print(f"{pathlib.Path(path).name:22} speaker {count['right'] / count['all']:.3f}"
              f"  named {count['named right'] / max(1, count['named']):.3f}"
              f"  type {count['type'] / count['all']:.3f}  of {count['all']}"
              f"  {1e6 * spent / max(1, words):.1f} µs/token")  # fmt: skip
        if options.rules:
            for rule, c in sorted(rules.items(), key=lambda kv: -sum(kv[1].values())):
                print(f"    {rule:45} {dict(c)}")


if __name__ == "__main__":
    main()
