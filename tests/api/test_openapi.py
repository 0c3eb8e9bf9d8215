"""The description of the API holds: real answers fit it exactly, and nothing that is asked breaks the portal."""

from typing import Any

import pytest
import schemathesis
from apiflask import APIFlask, Schema
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from marshmallow import RAISE
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.api.schemas import Refusal
from portal.api.schemas_guidance import Comparison, DocumentList, Edition, EditionList
from portal.api.schemas_obligations import ObligationList
from portal.api.schemas_programs import AuditHead, JurisdictionList, ProgramList
from portal.api.schemas_search import ResultList
from tests.make import activate, make_document, make_edition, make_event, make_program, provision, sets

GUIDANCE = "/api/v1/guidance"
ANSWERS: list[tuple[str, type[Schema]]] = [
    ("/api/v1/programs", ProgramList),
    ("/api/v1/jurisdictions?limit=2", JurisdictionList),
    (GUIDANCE, DocumentList),
    (f"{GUIDANCE}/participation", Edition),
    (f"{GUIDANCE}/participation/editions", EditionList),
    (f"{GUIDANCE}/participation/editions/1", Edition),
    (f"{GUIDANCE}/participation/compare?from=1&to=2", Comparison),
    ("/api/v1/obligations?audience=sheriff&state=IL", ObligationList),
    ("/api/v1/obligations?effective_on=2010-08-20&limit=1", ObligationList),
    ("/api/v1/obligations?level=not_addressed", ObligationList),
    ("/api/v1/search?q=words", ResultList),
    ("/api/v1/audit/head", AuditHead),
    (f"{GUIDANCE}/none", Refusal),
    (f"{GUIDANCE}/participation?effective_on=2010-01-01", Refusal),
    ("/api/v1/obligations?level=none", Refusal),
    ("/api/v1/none", Refusal),
]
# A parameter may be of the right form and still be unknown, so `positive_data_acceptance` cannot be asked for.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
    negative_data_rejection,
]


@pytest.fixture(autouse=True)
def _two_editions(client: FlaskClient) -> None:
    assert client.get("/api/v1/programs").json["items"] == []
    program = make_program()
    activate(program, "17031", "2009-11-24")
    document = make_document(program)
    first = make_edition(
        document, provision("a", sets("local", "optional"), sets("state", "conditional")), published="2010-08-17"
    )
    make_event(first, "suspended", "2010-09-01", place="IL")
    second = make_edition(document, provision("b", sets("all", "mandatory"), was="a"), published="2010-10-06")
    make_event(second, "suspended", "2012-01-01", place="IL")


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json
    return found


def test_an_answer_has_exactly_the_fields_that_are_described(client: FlaskClient) -> None:
    for address, schema in ANSWERS:
        errors = schema(unknown=RAISE).validate(client.get(address).json)
        assert errors == {}, address


def test_the_description_is_of_the_api_and_of_nothing_else(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert {path for path in description["paths"] if not path.startswith("/api/v1/")} == set()
    assert {method for operations in description["paths"].values() for method in operations} == {"get", "post"}
    assert {path for path, operations in description["paths"].items() if "post" in operations} == {"/api/v1/check"}


def test_every_path_of_the_api_is_described(app: APIFlask, description: dict[str, Any]) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    described = {path.replace("{", "<").replace("}", ">") for path in description["paths"]}
    assert {rule.replace("edition_number:", "") for rule in rules} == described


def test_every_path_says_what_it_is_and_how_it_refuses(description: dict[str, Any]) -> None:
    for operations in description["paths"].values():
        [operation] = operations.values()
        assert operation["summary"].endswith(".")
        assert "application/problem+json" in operation["responses"]["400"]["content"]
        assert all(
            parameter.get("description") for parameter in operation.get("parameters", ()) if parameter["in"] == "query"
        )


@pytest.mark.parametrize(
    ("database_url", "mode"),
    [
        ("sqlite", GenerationMode.POSITIVE),
        ("postgresql", GenerationMode.POSITIVE),
        # What is asked wrongly never comes as far as the database.
        ("sqlite", GenerationMode.NEGATIVE),
    ],
    indirect=["database_url"],
)
def test_nothing_that_can_be_asked_breaks_the_portal_or_its_description(app: APIFlask, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]
    for operation in operations:
        # Where nothing can be asked, nothing can be asked wrongly.
        if mode == GenerationMode.POSITIVE or list(operation.query) or list(operation.body):

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
            def ask(case: schemathesis.Case) -> None:
                # The client that schemathesis brings does not decompress.
                case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

            ask()
