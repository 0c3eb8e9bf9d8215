import pytest

from portal.common.text_files import MAXIMUM_BYTES, read_text


@pytest.mark.parametrize(
    "raw", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"], ids=["LF", "CR LF", "CR", "byte order mark"]
)
def test_every_way_to_end_a_line_and_a_mark_of_byte_order_give_the_same_text(raw: bytes) -> None:
    assert read_text(raw, file="a.csv") == ("a\nb\n", [])


@pytest.mark.parametrize(
    ("raw", "read", "said"),
    [
        ("ä\n".encode("utf-16"), "", "a.csv:1: The file is UTF-16; save it as UTF-8."),
        ("a\nä\n".encode("latin-1"), "a\n\ufffd\n", "a.csv:2: This line is not UTF-8; save the file as UTF-8."),
        (b"a\n\x00\n", "a\n\ufffd\n", "a.csv:2: This line holds a control character (U+0000): take it out."),
        (b"a" * (MAXIMUM_BYTES + 1), "", "a.csv:1: The file has 5,000,001 bytes; the limit is 5,000,000."),
    ],
    ids=["UTF-16", "Latin 1", "control character", "too long"],
)
def test_what_cannot_be_read_is_named_with_its_line(raw: bytes, read: str, said: str) -> None:
    text, issues = read_text(raw, file="a.csv")
    assert text == read
    assert [str(issue) for issue in issues] == [said]
