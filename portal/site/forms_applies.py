"""Reading the question "What applies to us?": who asks, where, on which day, as known when."""

from collections.abc import Mapping
from datetime import datetime

from portal.common.formatting import with_article
from portal.common.web import shown
from portal.guidance.forms import EFFECTIVE_ON, KNOWN_ON, read_page_moment, shown_date
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Atlas
from portal.site.rules_addresses import ANSWER, Asked
from portal.site.rules_question import AppliesForm, Choice, ReadQuestion

YES_AND_NO = ("yes", "no")

# The kind above all offices of a state.
STATE = "state"


def read_question(
    args: Mapping[str, str], zone: str, now: datetime, audiences: AudienceTree, atlas: Atlas
) -> ReadQuestion:
    """Read the question; `asked` is None while nobody is named, or while a field cannot be used."""
    moment = read_page_moment(args, zone, now)
    audience, state, county = (args.get(name, "").strip() for name in ("audience", "state", "county"))
    errors = dict(moment.errors) | _wrong_audience(audience, audiences) | _wrong_place(state, county, atlas)
    state = state or _state_of(county, atlas)
    form = AppliesForm(
        audience=audience,
        state=state.lower(),
        county=county,
        effective_on=shown_date(args, EFFECTIVE_ON, moment),
        known_on=shown_date(args, KNOWN_ON, moment),
        audiences=audience_choices(audiences),
        states=state_choices(atlas),
        counties=county_choices(state, atlas) if county or not _is_of_a_state(audience, audiences) else (),
        errors=errors,
    )
    if errors or not audience:
        return ReadQuestion(form=form, asked=None, known_on=moment.known_on)
    asked = Asked(
        audience=audience,
        place=county or state.upper() or NATION,
        moment=moment.moment,
        now=now,
        state=state.lower(),
        county=county,
        dates=moment.given,
        answers=_answers(args),
    )
    return ReadQuestion(form=form, asked=asked, known_on=moment.known_on)


def audience_choices(audiences: AudienceTree) -> tuple[Choice, ...]:
    """Return every kind of stakeholder as a sentence names it."""
    return tuple(Choice(value=kind.slug, label=with_article(kind.name)) for kind in audiences)


def state_choices(atlas: Atlas) -> tuple[Choice, ...]:
    """Return every state, the District and the territories, and the choice of none."""
    return (
        Choice(value="", label="any state"),
        *(Choice(value=place.code.lower(), label=place.name) for place in atlas.states),
    )


def county_choices(state: str, atlas: Atlas) -> tuple[Choice, ...]:
    """Return the counties of a state and the choice of none; nothing where there is none to choose."""
    counties = atlas.counties(state.upper())
    if not counties:
        return ()
    named = (Choice(value=place.code, label=place.name) for place in counties)
    return (Choice(value="", label="any county"), *named)


def _state_of(county: str, atlas: Atlas) -> str:
    place = atlas.places.get(county)
    return place.parent or "" if place and place.kind == "county" else ""


def _is_of_a_state(audience: str, audiences: AudienceTree) -> bool:
    """Tell whether a kind works for a whole state, so that no county is asked for."""
    return audience in audiences and STATE in audiences.chain(audience)


def _wrong_audience(audience: str, audiences: AudienceTree) -> dict[str, str]:
    if not audience or audience in audiences:
        return {}
    return {"audience": f"There is no kind of office called “{shown(audience)}”. Choose one from the list."}


def _wrong_place(state: str, county: str, atlas: Atlas) -> dict[str, str]:
    known_state = not state or (state.upper() in atlas.places and atlas.places[state.upper()].parent == NATION)
    if not known_state:
        return {"state": f"There is no state or territory called “{shown(state)}”. Choose one from the list."}
    if not county:
        return {}
    place = atlas.places.get(county)
    if place is None or place.kind != "county":
        return {"county": f"There is no county with the code “{shown(county)}”. Choose one from the list."}
    if state and place.parent != state.upper():
        return {"county": f"{place.name} does not lie in {atlas.places[state.upper()].name}. Choose another county."}
    return {}


def _answers(args: Mapping[str, str]) -> dict[str, str]:
    given = {name.removeprefix(ANSWER): value for name, value in args.items() if name.startswith(ANSWER)}
    return {label: value for label, value in given.items() if value in YES_AND_NO}
