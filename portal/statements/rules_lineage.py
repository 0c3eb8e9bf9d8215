"""What a provision has become, by the lineage that an edition tells."""

from collections.abc import Container, Mapping, Sequence


def successors(label: str, standing: Container[str], lineage: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the label while it stands, else all that continue it, else itself.

    Args:
        label: The provision of which something was stated.
        standing: The labels of the edition that governs.
        lineage: Which earlier labels each of its labels continues.
    """
    if label in standing:
        return [label]
    return [later for later, earlier in lineage.items() if label in earlier] or [label]
