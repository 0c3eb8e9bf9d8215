"""The codes of printed pages: nothing is stored, and nothing that we did not issue is read."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.check_codes import (
    ALPHABET,
    AnswerMark,
    CheckCodes,
    EditionMark,
    Mark,
    derived_key,
    is_code_like,
    mark_of,
)

CODES = CheckCodes(b"a secret of the portal")
SHA256 = "9a41c07e55d20b18" + "0" * 48
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ANSWER = AnswerMark(
    audience=mark_of("sheriff"),
    place="17031",
    effective_on=date(2011, 12, 28),
    known_at=datetime(2012, 4, 9, 13, 0, tzinfo=UTC),
    digest_start="deadbeef",
)
EDITION = EditionMark(document=mark_of("participation"), sha256_start=SHA256[:16])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.binary(min_size=count // 2, max_size=count // 2).map(bytes.hex)


places = st.one_of(
    st.sampled_from(["US", "IL", "PR", "GU", "VI", "AS", "MP", "AA", "ZZ"]), st.from_regex(r"[0-9]{5}", fullmatch=True)
)
editions = st.builds(EditionMark, document=digits(6), sha256_start=digits(16))
answers = st.builds(
    AnswerMark,
    audience=digits(6),
    place=places,
    effective_on=st.dates(),
    known_at=st.integers(-36_000_000, 280_000_000).map(lambda minutes: EPOCH + timedelta(minutes=minutes)),
    digest_start=digits(8),
)
marks: st.SearchStrategy[Mark] = st.one_of(editions, answers)


@given(marks)
def test_what_was_issued_is_read_back(mark: Mark) -> None:
    assert CODES.read(CODES.issue(mark)) == mark


@given(marks, st.data())
def test_a_code_with_any_character_changed_was_never_issued(mark: Mark, chosen: st.DataObject) -> None:
    code = CODES.issue(mark)
    place = chosen.draw(st.sampled_from([at for at, character in enumerate(code) if character != "-"]))
    other = chosen.draw(st.sampled_from([character for character in ALPHABET if character != code[place]]))
    assert CODES.read(code[:place] + other + code[place + 1 :]) is None


@given(marks, st.data())
def test_a_code_that_lost_or_doubled_a_character_was_never_issued(mark: Mark, chosen: st.DataObject) -> None:
    code = CODES.issue(mark).replace("-", "")
    place = chosen.draw(st.integers(0, len(code) - 1))
    assert CODES.read(code[:place] + code[place + 1 :]) is None
    assert CODES.read(code[:place] + code[place] + code[place:]) is None


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    assert CODES.read(text) is None


def test_the_codes_are_short_and_fit_for_a_url() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", CODES.issue(EDITION))
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}", CODES.issue(ANSWER))


@pytest.mark.parametrize("between", ["", " ", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", " - ", "\n", "\N{SOFT HYPHEN}"])
def test_a_code_is_read_however_it_was_typed(between: str) -> None:
    code = CODES.issue(EDITION)
    assert CODES.read(f" {code.lower().replace('-', between)} ") == EDITION


@pytest.mark.parametrize(
    ("mistaken", "meant"), [("O", "0"), ("o", "0"), ("I", "1"), ("i", "1"), ("L", "1"), ("l", "1")]
)
def test_letters_that_look_like_digits_are_read_as_digits(mistaken: str, meant: str) -> None:
    # Some code holds the digit; which one does not matter.
    codes = (CODES.issue(EditionMark(document=f"{number:06x}", sha256_start=SHA256[:16])) for number in range(99))
    code = next(code for code in codes if meant in code)
    assert CODES.read(code.replace(meant, mistaken)) == CODES.read(code) is not None


def test_letters_of_other_alphabets_are_not_taken_for_ours() -> None:
    code = next(
        code
        for number in range(99)
        if "1" in (code := CODES.issue(EditionMark(document=f"{number:06x}", sha256_start=SHA256[:16])))
    )
    assert CODES.read(code.replace("1", "\N{LATIN SMALL LETTER DOTLESS I}")) is None


def test_a_code_of_another_portal_has_the_form_of_one_and_other_texts_have_not() -> None:
    assert is_code_like(CheckCodes(b"another secret").issue(EDITION))
    assert is_code_like(CODES.issue(ANSWER).lower().replace("-", " "))
    for text in ("", "-", "ABCD-EFGH", CODES.issue(EDITION)[:-1], CODES.issue(EDITION) + "0", "U" * 32, "é" * 32):
        assert not is_code_like(text)


def test_another_secret_knows_none_of_our_codes() -> None:
    assert CheckCodes(b"another secret").read(CODES.issue(EDITION)) is None


def test_the_same_secret_gives_the_same_code_at_every_start() -> None:
    assert CheckCodes(b"a secret of the portal").issue(EDITION) == CODES.issue(EDITION)
    # Fixed, since paper carries such codes for decades: a change of the format must not pass unseen.
    assert CODES.issue(EDITION) == "24ZA-73WT-8707-WNEJ-1CCD-CXQT-9T7K-T1BB"
    assert CODES.issue(ANSWER) == "29Y0-A48G-M75K-A8R1-ACZP-SQND-QVQY-JSM9-GX11-EYXH"


def test_keys_are_derived_as_the_standard_says() -> None:
    # RFC 5869, appendix A.3: the first 32 bytes of its output.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derived_key(b"\x0b" * 22, purpose=b"").hex() == expected


def test_two_slugs_of_one_document_tree_have_their_own_marks() -> None:
    assert mark_of("participation") != mark_of("activation")
    assert re.fullmatch("[0-9a-f]{6}", mark_of("participation"))


def test_the_instant_is_rounded_up_so_that_nothing_that_was_seen_is_lost() -> None:
    eastern = timezone(timedelta(hours=-4))
    seen = datetime(2012, 4, 9, 9, 0, 0, 1, tzinfo=eastern)
    code = CODES.issue(AnswerMark(**{**vars(ANSWER), "known_at": seen}))
    read = CODES.read(code)
    assert isinstance(read, AnswerMark)
    assert read.known_at == datetime(2012, 4, 9, 13, 1, tzinfo=UTC)


@pytest.mark.parametrize("place", ["", "us", "USA", "1703", "170310", "1703a", "É1", "\N{FULLWIDTH DIGIT ONE}7031"])
def test_a_place_in_another_form_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="FIPS"):
        CODES.issue(AnswerMark(**{**vars(ANSWER), "place": place}))


@pytest.mark.parametrize("start", ["", "9a41", SHA256])
def test_a_digest_of_another_length_is_refused(start: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        CODES.issue(EditionMark(document=EDITION.document, sha256_start=start))
