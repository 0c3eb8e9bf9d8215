"""Kinds of stakeholder and states as they are offered in forms."""

from portal.common.options import Option, options, options_to_choose
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import Atlas


def audience_choices(audiences: AudienceTree) -> list[Option]:
    """Return the kinds of stakeholder of whom something can speak."""
    return options_to_choose((kind.slug, kind.plural) for kind in audiences)


def state_choices(atlas: Atlas) -> list[Option]:
    """Return the states, the District and the territories, after the whole nation."""
    return options([("", "The whole nation"), *((place.code.lower(), place.name) for place in atlas.states)])
