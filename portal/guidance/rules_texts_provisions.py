"""What is wrong with the provisions of an edition: labels, lineage, words, and the links between them."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from portal.common.issues import Issues
from portal.common.markup import linked_labels, markup_issues
from portal.guidance.rules_sources import EditionSource, ProvisionSource
from portal.guidance.rules_texts_obligations import Setting, obligation_issues, suggestion

MOST_PROVISIONS: Final = 500
LONGEST: Final = {"label": 64, "number": 20, "heading": 300, "section": 300}

LABEL: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def provision_issues(
    edition: EditionSource, *, document: str, setting: Setting, earlier: Sequence[EditionSource]
) -> Issues:
    """Report everything that is wrong with the provisions of an edition.

    Args:
        edition: The edition.
        document: The slug of its document.
        setting: What it is judged against.
        earlier: The editions of the document before it, in order.
    """
    issues = Issues()
    count = len(edition.provisions)
    if not count:
        edition.report(issues, "The edition has no provision; write at least one.")
    if count > MOST_PROVISIONS:
        edition.report(issues, f"The edition has {count:,} provisions; the limit is {MOST_PROVISIONS}. Divide it.")
        return issues
    labels = {provision.label for provision in edition.provisions}
    known = {provision.label for each in earlier for provision in each.provisions} | set(setting.label_owners)
    _report_doubles(edition, issues)
    for provision in edition.provisions:
        _report_label(provision, document, setting, issues)
        _report_lineage(provision, known, issues)
        _report_words(provision, labels, issues)
        issues.extend(obligation_issues(provision, setting))
    if earlier:
        _report_vanished(edition, earlier[-1], labels, issues)
    return issues


def _report_doubles(edition: EditionSource, issues: Issues) -> None:
    for name in ("label", "number"):
        first: dict[str, ProvisionSource] = {}
        for provision in edition.provisions:
            value = getattr(provision, name)
            if value and value in first:
                message = f"The {name} {value} stands twice, first on line {first[value].line}; give this one another."
                provision.report(issues, message, field=name)
            first.setdefault(value, provision)


def _report_label(provision: ProvisionSource, document: str, setting: Setting, issues: Issues) -> None:
    label = provision.label
    if not LABEL.fullmatch(label):
        message = f"“{label}” cannot be a label; write small letters, digits and hyphens, as in honor-detainers."
        provision.report(issues, message)
    owner = setting.label_owners.get(label, document)
    if owner != document:
        message = f"The label {label} belongs to the document {owner}, and no label is used twice; write another."
        provision.report(issues, message)
    for name, limit in LONGEST.items():
        if len(getattr(provision, name)) > limit:
            provision.report(issues, f"The {name} has more than {limit} characters; shorten it.", field=name)


def _report_lineage(provision: ProvisionSource, known: Collection[str], issues: Issues) -> None:
    for label in provision.was:
        if label == provision.label:
            message = f"{label} cannot continue itself; leave it out of was."
            provision.report(issues, message, field="was")
        elif label not in known:
            message = f"No earlier edition has the label {label}, which was names; {suggestion(label, sorted(known))}"
            provision.report(issues, message, field="was")


def _report_words(provision: ProvisionSource, labels: Collection[str], issues: Issues) -> None:
    if not provision.markdown:
        provision.report(issues, f"The provision {provision.label} has no words; write them below its head.")
        return
    found = markup_issues(provision.markdown)
    for issue in found:
        provision.report(issues, issue.message, field="markdown", below=(issue.line or 1) - 1)
    # A text that is refused is not turned, so that its links cannot be read yet.
    if not found:
        _report_links(provision, labels, issues)


def _report_links(provision: ProvisionSource, labels: Collection[str], issues: Issues) -> None:
    for label in dict.fromkeys(linked_labels(provision.markdown)):
        if label not in labels:
            line = provision.markdown[: provision.markdown.find(label)].count("\n")
            message = f"[[{label}]] leads nowhere: no provision of this edition has that label; "
            provision.report(issues, message + suggestion(label, sorted(labels)), field="markdown", below=line)


def _report_vanished(
    edition: EditionSource, predecessor: EditionSource, labels: Collection[str], issues: Issues
) -> None:
    continued = {label for provision in edition.provisions for label in provision.was}
    for provision in predecessor.provisions:
        label = provision.label
        named = re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", edition.change_note)
        if label not in labels and label not in continued and not named:
            message = (
                f"The label {label}, which edition {predecessor.number} has, is gone. Say which provision continues it "
                f"(was: [{label}]), or name it in change_note."
            )
            edition.report(issues, message, field="change_note")
