"""The list of all lasting pages, for search engines."""

from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from tests.make import make_document, make_edition, make_program, provision

LISTED = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(client: FlaskClient) -> dict[str, str | None]:
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    found = ET.fromstring(answer.text)  # noqa: S314 - our own portal wrote it
    assert found.tag == f"{LISTED}urlset"
    return {
        each.findtext(f"{LISTED}loc", "").removeprefix("http://127.0.0.1:8000"): each.findtext(f"{LISTED}lastmod")
        for each in found
    }


def test_every_lasting_page_is_listed_and_answers(client: FlaskClient) -> None:
    document = make_document(make_program())
    make_edition(document, provision("first"), published="2010-08-17")
    make_edition(document, provision("second", was="first"), published="2010-10-06")
    make_edition(document, provision("secret", was="second"), published="2013-01-01")
    pages = listed(client)
    assert {path for path in pages if path.startswith("/guidance/")} == {
        "/guidance/participation",
        "/guidance/participation/editions",
        "/guidance/participation/editions/1",
        "/guidance/participation/editions/2",
        "/guidance/participation/matrix",
        "/guidance/participation/provisions/first",
        "/guidance/participation/provisions/second",
    }
    assert pages["/guidance/participation/editions/2"] == "2010-10-06"
    assert [path for path in pages if client.get(path).status_code != 200] == []


def test_search_engines_are_told_where_the_list_is(client: FlaskClient) -> None:
    assert "\nSitemap: http://127.0.0.1:8000/sitemap.xml\n" in client.get("/robots.txt").text
