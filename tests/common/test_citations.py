"""Citations of federal law are found in all their usual forms, and link to the official publisher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.citations import find_citations, linked_html

CODE = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{}-section{}&num=0&edition=prelim"

FORMS = [
    ("8 U.S.C. 1722(a)(2)", "8 USC 1722(a)(2)", CODE.format(8, "1722")),
    ("28 U.S.C. § 534(a)(4)", "28 USC 534(a)(4)", CODE.format(28, "534")),
    ("8 USC 1373", "8 USC 1373", CODE.format(8, "1373")),
    ("29 U.S.C. 794d", "29 USC 794d", CODE.format(29, "794d")),
    ("42 U.S.C. 2000bb-1", "42 USC 2000bb-1", CODE.format(42, "2000bb-1")),
    ("8 CFR 287.7(a)", "8 CFR 287.7(a)", "https://www.ecfr.gov/current/title-8/section-287.7#p-287.7(a)"),
    ("28 C.F.R. § 813.5", "28 CFR 813.5", "https://www.ecfr.gov/current/title-28/section-813.5"),
    ("36 CFR part 1194", "36 CFR 1194", "https://www.ecfr.gov/current/title-36/part-1194"),
    ("Pub. L. 110-329", "Pub. L. 110-329", "https://www.govinfo.gov/link/plaw/110/public/329"),
    ("Public Law No. 107\u2013173", "Pub. L. 107-173", "https://www.govinfo.gov/link/plaw/107/public/173"),
    ("P.L. 111-274", "Pub. L. 111-274", "https://www.govinfo.gov/link/plaw/111/public/274"),
    ("72 Fed. Reg. 3432", "72 FR 3432", "https://www.federalregister.gov/citation/72-FR-3432"),
    ("84 FR 55,239", "84 FR 55239", "https://www.federalregister.gov/citation/84-FR-55239"),
    ("E.O. 13768", "EO 13768", "https://www.federalregister.gov/executive-order/13768"),
    ("Executive Order 13768", "EO 13768", "https://www.federalregister.gov/executive-order/13768"),
    ("Exec. Order No. 13,", None, None),
]


@pytest.mark.parametrize(("words", "cite", "url"), FORMS)
def test_each_usual_form_is_read_whole_and_leads_to_its_publisher(
    words: str, cite: str | None, url: str | None
) -> None:
    found = find_citations(f"As set out in {words}, and elsewhere.")
    assert [(each.words, each.cite, each.url) for each in found] == ([(words, cite, url)] if cite else [])


def test_several_citations_are_found_in_the_order_of_the_text() -> None:
    found = find_citations("28 U.S.C. 534(a)(4); 8 U.S.C. 1722(a)(2); 8 CFR 287.7; authority disputed")
    assert [each.cite for each in found] == ["28 USC 534(a)(4)", "8 USC 1722(a)(2)", "8 CFR 287.7"]


@pytest.mark.parametrize(
    "text", ["a1 FR 20", "section 287(g)", "Form I-247", "48 hours", "3.8 U.S.C. 17", "8 U.S.C. 17x_"]
)
def test_what_only_looks_like_a_citation_is_left_alone(text: str) -> None:
    assert find_citations(text) == ()


def test_a_linked_text_escapes_everything_around_its_links() -> None:
    html = linked_html('<b> & "8 CFR 287.7"')
    assert html == (
        "&lt;b&gt; &amp; &quot;"
        '<a href="https://www.ecfr.gov/current/title-8/section-287.7" data-cite="8 CFR 287.7">8 CFR 287.7</a>'
        "&quot;"
    )


@given(st.text(alphabet='8 U.S.C17(a)§CFRPubL-EO<"&\n', max_size=200))
def test_citations_never_overlap_and_quote_the_text_exactly(text: str) -> None:
    position = 0
    for each in find_citations(text):
        assert position <= each.start < each.end
        assert text[each.start : each.end] == each.words
        position = each.end
