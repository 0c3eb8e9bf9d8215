"""Programs, and the counties in which they were activated."""

from flask import Response

from portal.api.forms import read_moments, read_programs, read_state, with_effective_on
from portal.api.lists import answer_list
from portal.api.queries import jurisdiction_row, list_counties, program_row
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.schemas_programs import JurisdictionList, JurisdictionsQuery, ProgramList, ProgramsQuery
from portal.common.clock import now
from portal.common.web import public
from portal.programs.queries import get_atlas, list_programs

blueprint = api_blueprint("programs", "Programs")


@blueprint.get("/programs")
@public
@reads(ProgramsQuery, ProgramList)
def programs(asked: Asked) -> Response:
    """List the programs, each with its status on the day asked about."""
    moments = read_moments(asked, now())
    return answer_list(
        list_programs(),
        asked,
        key=lambda program: program.slug,
        shape=lambda program: program_row(program, moments[program.slug]),
    )


@blueprint.get("/jurisdictions")
@public
@reads(JurisdictionsQuery, JurisdictionList)
def jurisdictions(asked: Asked) -> Response:
    """List the counties by their FIPS codes, each with the day of its activation, where that lies behind."""
    moments = read_moments(with_effective_on(asked), now())
    counties = list_counties(read_state(asked, get_atlas()))
    return answer_list(
        [(program, county) for program in read_programs(asked) for county in counties],
        asked,
        key=lambda row: f"{row[0].slug} {row[1].code}",
        shape=lambda row: jurisdiction_row(*row, moments[row[0].slug]),
    )
