"""The codes that printed pages carry: derived from what was printed and signed, so that printing writes nothing.

A code is a payload and its signature in Crockford's base 32. A payload is whole bytes in multiples of five, so that
every character counts and none can be changed without being noticed.
"""

import hashlib
import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

# Crockford's alphabet leaves out I, L, O and U, which people mistake for others (www.crockford.com/base32.html).
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
# Paper, mail and word processors turn the hyphens of a code into other dashes and break it with spaces.
_BETWEEN: Final = dict.fromkeys(map(ord, " \t\r\n\u00a0\u00ad\u200b-\u2010\u2011\u2012\u2013\u2014\u2212"))
_GROUP: Final = 4
_BITS: Final = 5
# A longer text cannot be a code and is not worth reading.
_LONGEST: Final = 200

_SIGNATURE_BYTES: Final = 8
_EDITION_KIND: Final = 0x11
_ANSWER_KIND: Final = 0x12
_EDITION: Final = struct.Struct(">B3s8s")
_ANSWER: Final = struct.Struct(">B3s5si4s")
_SIZES: Final = {_EDITION.size + _SIGNATURE_BYTES, _ANSWER.size + _SIGNATURE_BYTES}

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE: Final = timedelta(minutes=1)
# A place is a county's FIPS code below this number, and two letters from it on.
_FIRST_LETTERS: Final = 100_000
_LETTERS: Final = 26
_COUNTY_DIGITS: Final = 5
# The ordinal of the last day that Python knows takes 22 bits.
_DAY_BITS: Final = 22


@dataclass(frozen=True, kw_only=True)
class EditionMark:
    """What the code of a printed edition holds.

    Args:
        document: The mark of the document's slug, from `mark_of`.
        sha256_start: The first 16 hexadecimal digits of the edition's SHA-256.
    """

    document: str
    sha256_start: str


@dataclass(frozen=True, kw_only=True)
class AnswerMark:
    """What the code of a printed "What applies to us" holds.

    Args:
        audience: The mark of the audience's slug, from `mark_of`.
        place: ``US``, a postal code, or the five digits of a county's FIPS code.
        effective_on: The day asked about.
        known_at: The instant asked about. It is rounded up to a whole minute, so that it still sees all that was
            visible when the page was printed.
        digest_start: The first 8 hexadecimal digits of the SHA-256 of what was answered.
    """

    audience: str
    place: str
    effective_on: date
    known_at: datetime
    digest_start: str


Mark = EditionMark | AnswerMark


def mark_of(slug: str) -> str:
    """Return the six hexadecimal digits that stand for a slug in a code; compare it with those of the known slugs."""
    return hashlib.sha256(slug.encode()).hexdigest()[:6]


class CheckCodes:
    """Issues codes and reads them again. The same secret gives the same codes; another secret knows none of them."""

    def __init__(self, secret: bytes) -> None:
        """Derive the signing key from the portal's secret, so that a code tells nothing about any other use of it."""
        self._key = derived_key(secret, purpose=b"portal check codes")

    def issue(self, mark: Mark) -> str:
        """Return the code of what was printed: 32 or 40 characters in groups of four, fit for a URL.

        Raises:
            ValueError: A field does not have the form that its class describes.
        """
        payload = _pack_edition(mark) if isinstance(mark, EditionMark) else _pack_answer(mark)
        return _encode(payload + self._signature(payload))

    def read(self, code: str) -> Mark | None:
        """Return what was printed, or None where this portal never issued the code.

        Case, spaces and dashes do not matter, and O is read as 0, I and L as 1.
        """
        content = _decode(code)
        if content is None:
            return None
        payload, signature = content[:-_SIGNATURE_BYTES], content[-_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._signature(payload)):
            return None
        unpack = _UNPACK.get(payload[0])
        return unpack(payload) if unpack else None

    def _signature(self, payload: bytes) -> bytes:
        # Eight bytes cannot be guessed over a network, and more would make the code too long to type.
        return hmac.digest(self._key, payload, "sha256")[:_SIGNATURE_BYTES]


def derived_key(secret: bytes, *, purpose: bytes) -> bytes:
    """Return a key of 32 bytes for one purpose by HKDF-SHA256 (RFC 5869, sections 2.2 and 2.3, without a salt)."""
    extracted = hmac.digest(bytes(hashlib.sha256().digest_size), secret, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def _pack_edition(mark: EditionMark) -> bytes:
    return _EDITION.pack(_EDITION_KIND, _from_hex(mark.document, 3), _from_hex(mark.sha256_start, 8))


def _unpack_edition(payload: bytes) -> EditionMark:
    _, document, start = _EDITION.unpack(payload)
    return EditionMark(document=document.hex(), sha256_start=start.hex())


def _pack_answer(mark: AnswerMark) -> bytes:
    place_and_day = _place_number(mark.place) << _DAY_BITS | mark.effective_on.toordinal()
    # Rounded up: the floor of the negative is the ceiling.
    minutes = -((_EPOCH - mark.known_at) // _MINUTE)
    return _ANSWER.pack(
        _ANSWER_KIND,
        _from_hex(mark.audience, 3),
        place_and_day.to_bytes(5, "big"),
        minutes,
        _from_hex(mark.digest_start, 4),
    )


def _unpack_answer(payload: bytes) -> AnswerMark:
    _, audience, place_and_day, minutes, digest = _ANSWER.unpack(payload)
    place, day = divmod(int.from_bytes(place_and_day, "big"), 1 << _DAY_BITS)
    return AnswerMark(
        audience=audience.hex(),
        place=_place_name(place),
        effective_on=date.fromordinal(day),
        known_at=_EPOCH + minutes * _MINUTE,
        digest_start=digest.hex(),
    )


_UNPACK: Final[dict[int, Callable[[bytes], Mark]]] = {_EDITION_KIND: _unpack_edition, _ANSWER_KIND: _unpack_answer}


def _from_hex(digits: str, size: int) -> bytes:
    content = bytes.fromhex(digits)
    if len(content) != size:
        message = f"{digits!r} must have {2 * size} hexadecimal digits"
        raise ValueError(message)
    return content


def _place_number(place: str) -> int:
    if len(place) == _COUNTY_DIGITS and place.isascii() and place.isdigit():
        return int(place)
    if len(place) == len("US") and place.isascii() and place.isalpha() and place.isupper():
        first, second = (ord(letter) - ord("A") for letter in place)
        return _FIRST_LETTERS + first * _LETTERS + second
    message = f"{place!r} is neither US, nor a postal code, nor a county's FIPS code"
    raise ValueError(message)


def _place_name(number: int) -> str:
    if number < _FIRST_LETTERS:
        return f"{number:0{_COUNTY_DIGITS}}"
    first, second = divmod(number - _FIRST_LETTERS, _LETTERS)
    return chr(ord("A") + first) + chr(ord("A") + second)


def _encode(content: bytes) -> str:
    number = int.from_bytes(content, "big")
    count = len(content) * 8 // _BITS
    characters = [ALPHABET[number >> _BITS * place & 31] for place in reversed(range(count))]
    return "-".join("".join(characters[start : start + _GROUP]) for start in range(0, count, _GROUP))


def is_code_like(code: str) -> bool:
    """Tell whether a text has the form of a code, be it of this portal or of none."""
    return _decode(code) is not None


def _decode(code: str) -> bytes | None:
    # Upper case comes after the look at ASCII, since it turns some other letters into ours.
    written = code[: _LONGEST + 1].translate(_BETWEEN)
    characters = written.upper() if written.isascii() and len(code) <= _LONGEST else ""
    size, unused_bits = divmod(len(characters) * _BITS, 8)
    if unused_bits or size not in _SIZES or not _VALUES.keys() >= set(characters):
        return None
    number = 0
    for character in characters:
        number = number << _BITS | _VALUES[character]
    return number.to_bytes(size, "big")
