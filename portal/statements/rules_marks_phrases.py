"""The phrases by which each kind of mark is known; see rules_marks.py for how they are read.

Phrases are parted by commas. A word stands for all forms with its key; one that begins with "=" for that form alone.
"""

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    "not": """
        not, never, no, nobody, no one, none, nothing, nowhere, neither, by no means, no longer, under no
        circumstances, in no case, not any, not one, no such, not a single, hardly
    """,
    "must": """
        =must, have to, need, require, requirement, oblige, obligate, obligation, obligated, duty, mandatory,
        compulsory, obligatory, necessary, =necessity, compelled, =forced, no choice but, no say, no voice, no
        choice in, like it or not, no option but, no alternative but, no choice, bound to, supposed to,
        responsible for, essential, imperative, mandate, please, insist, be sure to, make sure, =prerequisite,
        =precondition, not negotiable, without exception, subject to
    """,
    "shall": """
        =shall, be to
    """,
    "should": """
        should, ought, recommend, recommendation, encourage, =advised, =advises, advisable, =urged, =urge,
        =suggested, good practice, best practice, desirable, =preferable, =preferred
    """,
    "may": """
        =may, =might, =allow, =allows, =allowed, =permitted, =permits to, permissible, free to, entitle,
        eligible to, eligible for, =eligibility, right to, welcome to, =authorized to, =authorised to, at
        liberty, option of, option to, =lawful, =okay, =ok, =acceptable, =fine, within its rights, =qualify,
        =allowable
    """,
    "can": """
        =can, =could, able to, possible, in a position to
    """,
    "free": """
        be left to, optional, voluntary, voluntarily, discretionary, discretion, elective, up to, choose
        whether, decide whether, choose if, decide if, choose for oneself, decide for oneself, decide oneself,
        as it wish, as they wish, as you wish, as it sees fit, as they see fit, as you see fit, at will, by
        choice, if it wish, if they wish, if you wish, if they like, if you like, if they want, if you want, if
        it want, be a request, have the choice, have a choice, own choice, matter of choice, freely choose, free
        choice, not matter, whenever they like, whenever you like, be request, merely a request, only a request,
        on a volunteer basis, only a recommendation, only recommended, merely recommended, merely a
        recommendation, only a suggestion, just a suggestion, just a recommendation, nonbinding, not binding, be
        a choice, a matter for, as one please, whenever one like
    """,
    "exempt": """
        exempt, exemption, excused, relieved of, =unnecessary, needless, spared, no obligation, =dispensable
    """,
    "ban": """
        prohibit, prohibition, forbid, ban, banned, =barred, disallow, =unlawful, =illegal, impermissible,
        inadmissible, off limits, out of the question, refrain from, impossible, =precluded, outlawed,
        ineligible, =unable, unacceptable, against the rules, against the law, prevent, keep from, unauthorized,
        never be, =disqualified, have no right
    """,
    "reverse": """
        opt out, get out, withdraw, decline, refuse, delay, postpone, defer, skip, avoid, ignore, fail to,
        =fail, =fails, =failing, omit, neglect, forgo, forego, drop out, stay out, keep out, leave out, pull
        out, back out, turn away, turn down, send away, put off, hold off, call off, deny, reject, stop, cease,
        discontinue, =ends, =ended, suspend, terminate, cancel, revoke, rescind, repeal, abolish, withhold,
        block, =exclude, =excludes, =excluded, lack, =miss, do without, go without, evade, stay away, abandon,
        halt, rule out, bypass, forget, dispense with, opting out, pass up, on hold, step out, =opt-out,
        =abstain, waive
    """,
    "without": """
        without, in the absence of, absent, =except, except for, =excluding, alone, on oneself own, on your own,
        on their own, on its own, for want of, for lack of, free from
    """,
    "unless": """
        unless, until and unless
    """,
    "only": """
        only if, only when, only with, only after, only once, only upon, only on, only where, provided that, on
        condition that, as long as, so long as
    """,
    "even": """
        even if, even when, even though, even without, whether or not, regardless of, irrespective of, no
        matter, whatever, not even, even, notwithstanding, despite, not only, in spite of
    """,
    "if": """
        if, when, whenever, once, where, in case, in the event, in cases where, as soon as, upon, should you
    """,
    "relative": """
        who, which, whose, whom
    """,
    "report": """
        ask whether, ask if, wonder whether, wonder if, ask that, say that, write that, claim that, report that,
        believe that, think that, fear that, hear that, read that, assume that, suggest that, allege that, worry
        that, argue that, tell that, understand that, =told, =claimed, =believe, =believed, =believes, =fear,
        =fears, =feared, =heard, =assume, =assumed, =alleged, =rumor, =rumors, =rumour, =rumours, =wonder,
        =asked, =thought, =think, according to, =myth that, impression that, idea that, notion that, =worried,
        question whether, know whether, =says, =said, =wrote, =stated, =asserts, =asserted, =read, opinion that,
        view that, stating that, saying that
    """,
    "false": """
        =untrue, =false, =wrong, =wrongly, =incorrect, =incorrectly, =mistaken, =mistake, =mistakenly, =myth,
        =misconception, =misunderstanding, =inaccurate, not true, not the case, not be the case, not so, not
        correct, not right, not accurate, in error, =unfounded, no truth, =erroneous, =erroneously, contrary to,
        =misinformed, =misled, =baseless, =rumor has, =fiction, no longer so, no longer the case, no longer
        true, no longer correct, not what the, =misreading, =misleading, no basis, not the rule, =misinformation
    """,
    "true": """
        =true, =correct, =correctly, =indeed, be the case, be right, not wrong, not false, not incorrect, =yes
    """,
    "past": """
        used to, formerly, previously, in the past, at that time, at the time, back then, originally, once be,
        =old, earlier rule, earlier policy, former, previous, prior rule, prior policy, until recently, until
        then, in those days, until last, years ago, superseded, repealed, =historically, last year, in earlier
        years, under the then, no longer in force, abolished
    """,
    "plain": """
        no doubt, no exception, not just, as well as, no later, in order to, so that, no more, due to, of
        course, in no way, as follows, need to know, no less, if any, can be found, may be found
    """,
}
