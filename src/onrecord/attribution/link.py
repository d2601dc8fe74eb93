"""What belongs to a cue: the network's roles of the tokens around it, as runs."""

from collections.abc import Sequence

from onrecord.attribution.draft import Draft, runs
from onrecord.attribution.features import Described
from onrecord.attribution.network import ROLES, Floats, Network
from onrecord.model.attribution import ACTS


def link(
    network: Network, encoded: Floats, described: Described, cues: Sequence[tuple[tuple[int, ...], float]]
) -> list[Draft]:
    """One draft a cue, in the same order; a draft may have no content."""
    if not cues:
        return []
    links = network.link(encoded, described, [cue for cue, _ in cues])
    drafts = []
    at, roles, certainty = links.at.tolist(), links.roles.tolist(), links.certainty.tolist()
    for row, (cue, chance) in enumerate(cues):
        by_role: dict[str, list[int]] = {role: [] for role in ROLES}
        held = set(cue)
        certain, count = 0.0, 0
        for n in range(links.starts[row], links.starts[row + 1]):
            if roles[n] and at[n] not in held:
                by_role[ROLES[roles[n]]].append(at[n])
                certain += certainty[n]
                count += 1
        acts = sorted(zip(ACTS, links.acts[row].tolist(), strict=True), key=lambda pair: -pair[1])
        drafts.append(
            Draft(
                cue=cue,
                source=runs(by_role["source"]),
                content=runs(by_role["content"]),
                addressee=runs(by_role["addressee"]),
                venue=runs(by_role["venue"]),
                chance=chance,
                certainty=certain / count if count else 0.0,
                acts=tuple(acts[:3]),
                reasons=("cue.model", "link.model"),
            )
        )
    return drafts
