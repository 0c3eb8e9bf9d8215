"""The pictures of a PDF: they carry themselves, and say what they should."""

from urllib.parse import unquote

from portal.common.pictures import LEVEL_COLORS, level_pictures, qr_picture
from portal.guidance.rules_levels import AppliedLevel


def test_every_level_has_a_sign_in_its_own_shape_and_color() -> None:
    signs = level_pictures()
    assert set(signs) == {level.value for level in AppliedLevel}
    assert len(set(signs.values())) == len(signs)
    for level, sign in signs.items():
        assert sign.startswith("data:image/svg+xml,")
        assert LEVEL_COLORS[level] in unquote(sign)
        assert "currentColor" not in unquote(sign)


def test_two_signs_differ_by_more_than_their_color() -> None:
    shapes = {unquote(sign).replace(LEVEL_COLORS[level], "") for level, sign in level_pictures().items()}
    assert len(shapes) == len(AppliedLevel)


def test_the_qr_code_is_the_same_each_time_and_another_for_another_address() -> None:
    assert qr_picture("https://a.test/check/1") == qr_picture("https://a.test/check/1")
    assert qr_picture("https://a.test/check/1") != qr_picture("https://a.test/check/2")
    assert qr_picture("https://a.test/check/1").startswith("data:image/svg+xml")
