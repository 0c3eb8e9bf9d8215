"""Markdown comes out as safe HTML and plain words; what would be lost is reported, and nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.issues import Issues
from portal.common.markup import Link, MarkupTooHeavyError, linked_labels, markup_issues, render
from portal.common.markup_text import lost_markup
from tests.cost import cost

TEXT = """See [[federal-exchange]] and 8 U.S.C. 1722(a)(2). *Never* **ever** `8 CFR 287.7 [[x]] <b>`.

| Who | Days |
|-----|-----:|
| Sheriff | 2 |
|  | 3 |

3. One
4. Two

A paragraph between.

- Left
  and right
- Next

> Quoted “words” & it\u2019s

    verbatim <b>
      two
"""

LOSSES = [
    ("<script>alert(1)</script>", "HTML is not part of these texts (<script)"),
    ('a <b onclick="x">y</b>', "HTML is not part"),
    ("<style>p {}</style>", "HTML is not part"),
    ("<!-- hidden -->", "HTML is not part"),
    ("<javascript:alert(1)>", "HTML is not part"),
    ("[x](javascript:alert(1))", "The link to javascript:alert(1) is not safe"),
    ("[x](JaVaScRiPt:alert(1))", "is not safe"),
    ("[x](java&#115;cript:alert(1))", "is not safe"),
    ("[x](<javascript:alert(1)>)", "is not safe"),
    ("[x](data:text/html,x)", "is not safe"),
    ("[x](//evil.example)", "is not safe"),
    ("[x](\\\\evil.example)", "is not safe"),
    ("[x](https:evil)", "is not safe"),
    ("[x]()", "The link to nothing is not safe"),
    ("[x](file:///etc/passwd)", "is not safe"),
    ("![x](file:///etc/passwd)", "Images are not part"),
    ('text {: onclick="x"}', "Attributes are not part"),
    ("# Heading", "A heading is not part"),
    ("Heading\n=====", "A heading is not part"),
    ("above\n\n---\n\nbelow", "A line across the page"),
    ("text[^1]", "Footnotes are not part"),
    ("[words][name]", "Links by reference"),
    ("[name]: https://a.gov", "Links by reference"),
    ("/// note\n///", "A mark of a block is left over"),
    ("**bold", "The mark ** has no partner"),
    ("[[label", "not whole"),
    ("[[two\nlines]]", "not whole"),
    ("a\u202eb", "turns the direction of reading"),
    ("a&#x202e;b", "turns the direction of reading"),
    ("a\x00b", "control character (U+0000)"),
    ("a\rb", "control character (U+000D)"),
]

SAFE = [
    "a < b and b > c & d",
    "`<script>` and `/// mark` and `![x](y)`",
    "<https://a.gov> and <desk@a.test>",
    "[x](/guidance/participation) [y](#label) [z](mailto:desk@a.test)",
    "snake_case and snake__case, 2 * 3 * 4, [sic], (a) (b)",
    "a \\*\\* b",
    "é and \u2019 and 日本語",
]

HEAVY = [
    ("20,000 open brackets", "[" * 20_000),
    ("open links", "[a](" * 2_000),
    ("quotations in one another", "> " * 900),
    ("quotations without a space", ">" * 900),
    ("lists in one another", "1. " * 900),
    ("indentation", "- a\n" + " " * 200 + "- b"),
    ("too many columns", "|a" * 400 + "\n" + "|-" * 400),
    ("too many lines", "=\n" * 1_001),
    ("too long", "word " * 4_001),
]


def messages(issues: Issues) -> list[str]:
    return [str(issue) for issue in issues]


def test_a_text_turns_into_html_of_the_allowed_elements_only() -> None:
    html = render(TEXT).html
    assert list(lost_markup(html)) == []
    assert '<a href="#federal-exchange">federal-exchange</a>' in html
    assert 'data-cite="8 USC 1722(a)(2)"' in html
    assert "<em>Never</em> <strong>ever</strong> <code>8 CFR 287.7 [[x]] &lt;b&gt;</code>" in html
    assert '<th class="text-right" scope="col">Days</th>' in html
    assert '<ol start="3">' in html
    assert "style" not in html


def test_plain_text_keeps_paragraphs_items_cells_and_what_is_verbatim() -> None:
    assert render(TEXT).text.split("\n\n") == [
        "See federal-exchange and 8 U.S.C. 1722(a)(2). Never ever 8 CFR 287.7 [[x]] <b>.",
        "Who\tDays",
        "Sheriff\t2",
        "\t3",
        "3. One",
        "4. Two",
        "A paragraph between.",
        "• Left and right",
        "• Next",
        "Quoted “words” & it\u2019s",
        "verbatim <b>\n  two",
    ]


def test_a_line_break_that_the_text_asks_for_stays_in_the_plain_text() -> None:
    assert render("one  \ntwo\nthree").text == "one\ntwo three"


def test_a_good_text_has_no_issues() -> None:
    assert markup_issues(TEXT) == []


@pytest.mark.parametrize("text", SAFE)
def test_marks_that_are_meant_as_words_are_no_issue(text: str) -> None:
    assert messages(markup_issues(text)) == []


@pytest.mark.parametrize(("text", "message"), LOSSES)
def test_what_would_be_lost_or_show_as_a_stray_mark_is_reported(text: str, message: str) -> None:
    assert any(message in each for each in messages(markup_issues(text))), messages(markup_issues(text))


@pytest.mark.parametrize("text", [text for text, _ in LOSSES])
def test_what_would_be_lost_comes_out_inert_all_the_same(text: str) -> None:
    html = render(text.replace("\x00", "")).html
    assert list(lost_markup(html)) == []
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="java' not in html.lower()


def test_an_issue_names_its_line() -> None:
    unsafe = "The link to javascript:y is not safe and would be stripped; "
    assert messages(markup_issues("one\n\ntwo [x](javascript:y)\n\n**three")) == [
        f"3: {unsafe}link to https://…, mailto:…, or a path of this site.",
        "5: The mark ** has no partner; close it, or put a backslash before it.",
    ]


def test_a_link_between_provisions_reads_as_its_caller_says() -> None:
    rendered = render("See [[costs]].", lambda label: Link(f"/p/{label}", "Costs & *more*"))
    assert rendered.html == '<p>See <a href="/p/costs">Costs &amp; *more*</a>.</p>'
    assert rendered.text == "See Costs & *more*."


def test_a_link_to_nothing_stands_as_plain_words() -> None:
    assert render("See [[costs]].", lambda _label: None).html == "<p>See costs.</p>"


def test_a_link_cannot_lead_out_through_its_caller() -> None:
    assert render("[[x]]", lambda _label: Link("javascript:alert(1)", "x")).html == "<p><a>x</a></p>"


def test_the_labels_of_a_text_are_listed_but_for_those_in_code() -> None:
    assert linked_labels("[[b]] `[[no]]` [[a]] [[b]]\n\n    [[no]]") == ("b", "a", "b")


def test_a_citation_inside_a_link_makes_no_second_link() -> None:
    assert render("[see 8 CFR 287.7](https://a.gov)").html == '<p><a href="https://a.gov">see 8 CFR 287.7</a></p>'


def test_text_is_composed() -> None:
    assert render("cafe\u0301").text == "caf\u00e9"


@pytest.mark.parametrize("text", [text for _, text in HEAVY], ids=[name for name, _ in HEAVY])
def test_a_text_that_would_take_long_is_refused_at_once(text: str) -> None:
    with pytest.raises(MarkupTooHeavyError):
        render(text)
    assert markup_issues(text)
    assert cost(lambda: markup_issues(text)) < 5


@pytest.mark.parametrize("text", ["<a " * 5_000, "<![CDATA[" * 2_000, "*_" * 10_000, "8 U.S.C. " * 2_000])
def test_a_text_that_must_be_turned_to_be_judged_is_judged_soon(text: str) -> None:
    assert markup_issues(text) or text.startswith("8")
    assert cost(lambda: markup_issues(text), rounds=2) < 200


def test_sixty_provisions_are_rendered_in_a_fraction_of_a_second() -> None:
    text = "The bureau passes the fingerprints on, 28 U.S.C. 534(a)(4); see [[federal-exchange]].\n" * 8
    assert cost(lambda: [render(text) for _ in range(60)]) < 25


@given(st.text(alphabet="ab [](){}<>*_`#>-=|!\\/&;:.1\n\t\"'", max_size=300))
def test_no_text_gets_anything_past_the_sanitizer(text: str) -> None:
    rendered = render(text)
    assert list(lost_markup(rendered.html)) == []


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text: str) -> None:
    assert isinstance(markup_issues(text), Issues)
