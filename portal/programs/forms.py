"""Which program a page is about."""

from collections.abc import Mapping

from portal.common.web import BadParameter, Problem
from portal.programs.queries import ProgramFacts, list_programs

PROGRAM = "program"


def program_of(args: Mapping[str, str]) -> ProgramFacts:
    """Return the program that the address names, or the first one.

    Raises BadParameter for an unknown slug, and a Problem with status 404 while the portal holds no program.
    """
    programs = list_programs()
    if not programs:
        detail = "This portal holds no program yet. Whoever runs it brings one in with `portal content import`."
        raise Problem(404, "Nothing has been published here yet", detail)
    named = args.get(PROGRAM)
    if named is None:
        return programs[0]
    for program in programs:
        if program.slug == named:
            return program
    raise BadParameter(PROGRAM, f"Choose one of {', '.join(each.slug for each in programs)}.")
