"""Two good editions, and what is said to be wrong with them once they are changed."""

from portal.guidance.rules_sources import EditionSource
from portal.guidance.rules_texts import text_issues
from portal.guidance.rules_texts_obligations import Setting
from portal.guidance.sources import read_edition, read_events

SETTING = Setting(
    audiences={"all": None, "local": "all", "sheriff": "local", "state": "all", "governor": "state"},
    places={"US": None, "IL": "US", "17031": "IL", "CA": "US"},
    zone="America/New_York",
    label_owners={"honor-detainers": "participation", "activation-date": "participation", "agreements": "memoranda"},
)

FIRST = """---
number: 1
title: Participation
summary: Who must do what.
applies_to: Local agencies
published: 2010-08-17
effective_from: 2010-08-17
legal: [8 CFR 287.7]
source: {title: A letter, office: The agency, date: 2010-08-17}
---

/// provision | honor-detainers
    number: "1.1"
    heading: Honoring detainers
    obligations:
      - audience: local
        level: optional
        action: Hold a person on a detainer
        how_to_decline: Tell the office that sent it.
        authority: 8 CFR 287.7(a)

A detainer is a request, 8 CFR 287.7(a). See [[activation-date]].
///

/// provision | activation-date
    number: "1.2"
    heading: Activation date
    obligations:
      - audience: state
        level: conditional
        condition: Have you signed a memorandum?
        action: Agree on a date
        authority: ""

The date is agreed on.
///
"""

SECOND = (
    FIRST.replace("number: 1\n", "number: 2\n")
    .replace("2010-08-17", "2010-10-06")
    .replace("legal:", "change_note: The date is another.\nlegal:")
)


def edition(text: str, number: int = 1) -> EditionSource:
    found, issues = read_edition(text.encode(), file=f"{number}.md")
    assert issues == []
    assert found is not None
    return found


def issues_of(*texts: str, setting: Setting = SETTING, events: str = "") -> list[str]:
    editions = {number: edition(text, number) for number, text in enumerate(texts, start=1)}
    happened = read_events(events.encode(), file="1.events.yml")[0]
    return [str(each) for each in text_issues(editions, {1: happened}, document="participation", setting=setting)]


def changed(old: str, new: str, text: str = FIRST) -> str:
    assert old in text
    return text.replace(old, new, 1)
