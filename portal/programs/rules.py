"""How audiences and places contain one another; both are trees of codes."""

from collections.abc import Mapping


def ancestors(slug: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """List what contains this audience or place, the nearest first, itself included.

    Args:
        slug: The slug of an audience, or the code of a place.
        parents: The parent of each slug; a root has None or is left out.

    Returns:
        The chain up to the root. It ends before it would repeat, so that a circle in
        the tree (which the check of the content refuses) cannot hang a page.
    """
    chain = [slug]
    parent = parents.get(slug)
    while parent is not None and parent not in chain:
        chain.append(parent)
        parent = parents.get(parent)
    return tuple(chain)
