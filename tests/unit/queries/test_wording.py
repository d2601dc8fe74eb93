"""The sentence of a tension, and what a page in another language takes from it."""

import pytest

from onrecord.queries.wording import detail, rules


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("Ada Wren on 2031-01-02 and on 2031-01-03 (numbers: 23; 10, 5): [a (b).] | [c]", "23; 10, 5"),
        ("The Quay: words stand here that no other report has (shelling). [a (b)] | [c]", "shelling"),
        ("Ada Wren and Bo Tarn say what does not go together (on maps: support, then oppose): [a] | [b]", ""),
        ("The Quay (north): a part that other reports give is left out. [a] | [b (c).]", ""),
    ],
)
def test_the_detail_of_a_sentence(why: str, found: str) -> None:
    assert detail(why) == found


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(set(rules())) == len(rules()) > 20
