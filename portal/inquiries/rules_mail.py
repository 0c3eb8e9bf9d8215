"""The mail that brings an answer: as text, and as HTML with the portal's links."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from portal.notices.rules_mail import MailContent

QUOTED: Final = "> "


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What was asked and answered, question by question, and where it can be followed."""

    number: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    html: tuple[str, ...]
    link: str
    base_url: str
    office: str


def mail_of(letter: Letter, to_address: str) -> MailContent:
    """Return the mail to one sender; its subject holds no word that a visitor wrote."""
    return MailContent(
        to_address=to_address,
        subject=f"Our answer to your question {letter.number}",
        text=_text(letter),
        html=_html(letter),
    )


def interim_mail(*, number: str, received: str, due: str, office: str, to_address: str) -> MailContent:
    """Return the mail that says that an answer takes longer; its words are the same for everybody."""
    words = (
        f"We have your question {number} of {received}, and work on it.",
        f"Our answer was due on {due}. It takes longer than that. We write again when it is ready.",
        "This mail answers nothing, and changes nothing of what is in force.",
        office,
    )
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(each) for each in words)
    page = Markup(
        '<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'
    )
    subject = f"Your question {number} takes longer"
    html = str(page.format(subject, paragraphs))
    return MailContent(to_address=to_address, subject=subject, text="\n\n".join(words), html=html)


def _text(letter: Letter) -> str:
    parts = [
        f"{_quoted(question)}\n\n{answer}" for question, answer in zip(letter.questions, letter.answers, strict=True)
    ]
    return "\n\n".join(
        [
            f"You asked us under the number {letter.number}. This is our answer.",
            *parts,
            "Your question, this answer, and whether the guidance has changed since:",
            letter.link,
            "The address is secret: whoever has it can read this. Answers set no obligation; guidance does:",
            f"{letter.base_url}/guidance",
            letter.office,
        ]
    )


def _html(letter: Letter) -> str:
    parts = Markup("").join(
        # The words were sanitized when they were rendered; their links begin at the portal's own root.
        Markup("<blockquote>{}</blockquote>").format(question) + _with_whole_links(words, letter.base_url)
        for question, words in zip(letter.questions, letter.html, strict=True)
    )
    return str(
        Markup(
            '<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{title}</title></head><body>'
            "<p>You asked us under the number {number}. This is our answer.</p>{parts}"
            '<p><a href="{link}">Your question, this answer, and whether the guidance has changed since</a>. '
            "The address is secret: whoever has it can read this.</p>"
            '<p>Answers set no obligation; <a href="{base}/guidance">guidance</a> does.</p>'
            "<p>{office}</p></body></html>"
        ).format(
            title=f"Our answer to your question {letter.number}",
            number=letter.number,
            parts=parts,
            link=letter.link,
            base=letter.base_url,
            office=letter.office,
        )
    )


def _with_whole_links(html: str, base_url: str) -> Markup:
    return Markup(html.replace('href="/', f'href="{escape(base_url)}/'))  # noqa: S704 - sanitized when rendered


def _quoted(text: str) -> str:
    return "\n".join(f"{QUOTED}{line}" for line in text.split("\n"))
