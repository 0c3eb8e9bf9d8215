"""A small program as files: documents with every kind of event, places, lineage, drafts, and what comes later."""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMONSTRATION = ROOT / "content"

PROGRAM = """\
---
slug: river-watch
name: River Watch
time_zone: America/New_York
intent: Keep the rivers watched.
legal_basis: [1 U.S.C. 1]
events:
  - {on: 2009-01-05, kind: started, source: Order 1}
  - {on: 2011-05-02, kind: widened, source: Order 2, known: "2011-05-03T12:30:00-04:00"}
  - {on: 2013-01-07, kind: ended, source: Order 3}
---

A program about rivers.
"""

AUDIENCES = """\
- {slug: all, name: reader, plural: Readers, parent: null}
- {slug: state, name: state office, plural: State offices, parent: all}
- {slug: local, name: town, plural: Towns, parent: all}
- {slug: sheriff, name: sheriff, plural: Sheriffs, parent: local}
"""

STATES = """\
code,fips,name,kind,parent
US,,United States,nation,
IL,17,Illinois,state,US
NY,36,New York,state,US
"""

ACTIVATIONS = """\
county_fips,county_name,state,activated_on,known,retracted,source
17031,Cook County,IL,2010-05-03,,,
17031,Cook County,IL,2010-05-03,2011-03-01,yes,A letter
17031,Cook County,IL,2010-06-01,2011-03-01,,A letter
17043,DuPage County,IL,,,,
36061,New York County,NY,2012-06-01,,,
"""


def document(slug: str, identifier: str) -> str:
    return f"""\
slug: {slug}
identifier: {identifier}
title: About {slug}
office: Office of Rivers
owner: Clerk
review_by: 2012-12-31
intent: Say what must be done.
"""


def provision(label: str, number: str, *obligations: str, was: str = "", words: str = "") -> str:
    lines = [f'/// provision | {label}\n    number: "{number}"\n    heading: About {label}\n']
    lines += ["    obligations:\n", *[f"      - {{{each}}}\n" for each in obligations]] if obligations else []
    lines += [f"    was: [{was}]\n"] if was else []
    return "".join([*lines, "\n", words or f"The words of {label}, 1 U.S.C. 1.", "\n///\n"])


def edition(number: int, published: str, *provisions: str, effective: str = "", note: str = "It changed.") -> str:
    dates = [f"published: {published}\n"] if published else []
    dates.append(f"effective_from: {effective or published[:10]}\n")
    source = f"source: {{title: Order of edition {number}, office: Office of Rivers, date: {published[:10]}}}\n"
    return "".join(
        [
            f"---\nnumber: {number}\ntitle: Rivers\nsummary: What must be done.\napplies_to: Everybody\n",
            *dates,
            f"change_note: {note}\n" if number > 1 else "",
            "legal: [1 U.S.C. 1]\n",
            source if published else "",
            "---\n\n## Watching\n\n",
            "\n".join(provisions),
        ]
    )


WATCH = "audience: local, level: mandatory, action: Watch the river, authority: 1 U.S.C. 1"
WATCH_IN_IL = (
    "audience: local, place: IL, level: optional, action: Watch the river, how_to_decline: Say so., authority: ''"
)
COUNT = (
    "audience: state, level: conditional, condition: 'Have you a river?', then: optional, otherwise: informational, "
    "applies_when: activated, action: Count its fish, deadline: In May, how_to_decide: Look at a map., "
    "how_to_decline: Write to us., authority: 1 U.S.C. 1"
)

SYNONYMS = """\
synonyms:
  watch:
    acts: [keep an eye on the river]
    opposites: [look away]
"""

RIVERS = {
    "document.yml": document("rivers", "RIV-01") + SYNONYMS,
    "1.md": edition(1, "2010-01-04", provision("watch", "1.1", WATCH)),
    "1.events.yml": """\
- {kind: suspended, on: 2010-02-01, place: IL, reason: A flood, source: Letter 1}
- {kind: reinstated, on: 2010-03-01, place: IL, reason: The flood is over, source: Letter 2}
""",
    "2.md": edition(
        2,
        "2010-06-01T09:30:00-04:00",
        provision("watch", "1.1", WATCH, WATCH_IN_IL, words="Watch it, see [[count-fish]]."),
        provision("count-fish", "1.2", COUNT),
        effective="2010-07-01",
    ),
    "2.events.yml": "- {kind: effective_moved, on: 2010-08-01, known: 2010-06-15, reason: Time, source: Letter 3}\n",
    "3.md": edition(
        3,
        "2011-02-01",
        provision("watch-day", "1.1", WATCH, was="watch"),
        provision("watch-night", "1.2", WATCH_IN_IL, was="watch"),
        provision("count-fish", "1.3", COUNT),
    ),
    "3.events.yml": "- {kind: rescinded, on: 2012-05-01, reason: Superseded elsewhere, source: Letter 4}\n",
    "4.md": edition(4, "2013-01-07", provision("watch-day", "1.1"), note="watch-night and count-fish are gone."),
    "4.events.yml": "- {kind: withdrawn, on: 2013-03-01, reason: Not needed, source: Letter 5}\n",
    "5.md": edition(5, "", provision("watch-day", "1.1", WATCH), effective="2013-06-01"),
}
BANKS = {
    "document.yml": document("banks", "BNK-01"),
    "1.md": edition(1, "2010-01-04", provision("mow-bank", "1.1", WATCH)),
    "1.events.yml": "- {kind: withdrawn, on: 2010-09-01, reason: Not needed, source: Letter 6}\n",
    "2.md": edition(2, "2010-10-01", provision("mow-bank", "1.1", WATCH_IN_IL), effective="2010-12-01"),
    "2.events.yml": "- {kind: cancelled, on: 2010-11-01, reason: A mistake, source: Letter 7}\n",
    "3.md": edition(3, "2011-01-03", provision("mow-bank", "1.1", WATCH)),
    "3.events.yml": "- {kind: in_error, on: 2011-01-10, reason: A draft was sent, source: Letter 8}\n",
    "4.md": edition(4, "2011-02-01", provision("mow-bank", "1.1", WATCH, COUNT)),
    "4.events.yml": "- {kind: expired, on: 2011-12-31, reason: Its time was over, source: Letter 9}\n",
}
PIERS = {
    "document.yml": document("piers", "PIR-01"),
    "1.md": edition(1, "2011-03-01", provision("paint-pier", "1.1", WATCH)),
    "2.md": edition(2, "", provision("paint-pier", "1.1", WATCH_IN_IL), effective="2012-06-01"),
}

LETTER = """\
kind: letter
title: Letter to the sheriff
office: Office of Rivers
told: The sheriff of Cook County
said_on: 2010-02-05
known: 2010-02-08
source: The file of the Office
statements:
  - provision: watch
    audience: sheriff
    place: IL
    level: optional
    about_on: 2010-03-01
    quote: You may watch the river.
"""
MEETING = """\
kind: meeting
title: Meeting of the towns
office: Clerk
told: Towns
said_on: 2013-01-08
source: Minutes
statements:
  - {provision: watch-day, audience: local, level: mandatory, quote: "Watch it, all of you."}
  - {provision: paint-pier, audience: local, level: informational, quote: Piers have paint.}
"""

ANSWER = """\
---
question: Must we watch the river?
wordings:
  - Is watching required?
audience: sheriff
public: true
owner: Office of Rivers
review_by: 2012-03-01
published: 2010-02-10
source: {title: Order of edition 1, office: Office of Rivers, date: 2010-01-04}
---

The river flows by day and by night.

[[watch]]
"""
ANSWER_LATER = ANSWER.replace(
    "published: 2010-02-10", "published: 2010-08-02\nchange_note: It now speaks of fish."
).replace("[[watch]]", "- [[watch]]\n- [[count-fish|state]]")
NOTE = """\
---
question: Who paints the pier?
audience: local
place: "IL"
public: false
owner: Clerk
published: "2011-04-01T09:30:00-04:00"
source: {title: Minutes, office: Clerk, date: 2011-04-01}
---

Nobody knows: [[paint-pier|local|optional]]
"""

ASKED = """\
- number: 2010-0001
  received: 2010-02-15
  channel: letter
  sender_kind: law-enforcement
  senders:
    - {name: Sheriff, email: sheriff@cook.test, office: Sheriff of Cook County}
    - {name: Deputy, email: deputy@cook.test}
  audience: sheriff
  place: "IL"
  questions: [Must we watch the river?, When do you open?]
  not_policy: [2]
  answers:
    - sent: 2010-02-19
      channel: letter
      office: Office of Rivers
      source: The file of the Office
      texts: ["Thank you. [[watch]]", At nine.]
    - sent: 2010-08-03
      channel: phone
      office: Clerk
      source: A note of the call
      texts: ["You may leave it. [[watch|sheriff|optional]]", Still at nine.]
  closed: 2010-08-04
- number: 2010-0002
  received: 2010-03-01
  channel: phone
  sender_kind: press
  audience: local
  questions: [Must they?]
  same_as: 2010-0001
- number: 2013-0001
  received: 2013-01-09
  channel: email
  sender_kind: public
  audience: all
  questions: Where is the river?
"""

TREE: Mapping[str, str] = {
    "program.md": PROGRAM,
    "audiences.yml": AUDIENCES,
    "jurisdictions/states.csv": STATES,
    "jurisdictions/activations.csv": ACTIVATIONS,
    "answers/must-we-watch/1.md": ANSWER,
    "answers/must-we-watch/2.md": ANSWER_LATER,
    "answers/must-we-watch/3.md": ANSWER_LATER.replace("2010-08-02", "2013-02-01"),
    "answers/pier/1.md": NOTE,
    "inquiries/2010.yml": ASKED,
    "statements/letter-to-the-sheriff.yml": LETTER,
    "statements/meeting.yml": MEETING,
    **{f"guidance/rivers/{name}": text for name, text in RIVERS.items()},
    **{f"guidance/banks/{name}": text for name, text in BANKS.items()},
    **{f"guidance/piers/{name}": text for name, text in PIERS.items()},
}


def changed(name: str, old: str, new: str, tree: Mapping[str, str] = TREE) -> dict[str, str]:
    """Return the tree with one file changed in one place."""
    assert old in tree[name], f"{old!r} is not in {name}"
    return {**tree, name: tree[name].replace(old, new, 1)}


def write(folder: Path, tree: Mapping[str, str] = TREE) -> Path:
    """Write a tree below a folder, and return that folder."""
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
