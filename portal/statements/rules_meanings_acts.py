"""Words for what is done, by meaning; see rules_meanings.py for how a line is read."""

from typing import Final

ACTS: Final = """
participate take_part join enroll enrol engage involve be_part
activate switch_on turn_on enable start_up bring_online | deactivate switch_off turn_off disable
begin start commence open initiate launch | end finish conclude close
continue go_on remain keep_on persist carry_on resume | stop cease discontinue halt
accept agree take approve consent admit receive welcome | refuse reject decline turn_away turn_down deny
approve consent agree authorize authorise permission clearance sign_off endorse | disapprove object veto
receive get obtain acquire gain hold possess | lose forfeit give_up
give provide supply hand furnish issue hand_over deliver offer grant | withhold take_away
send transmit forward submit transfer deliver mail pass_on | receive
submit file lodge hand_in turn_in send_in enter | retract
apply application request ask petition
ask question query inquire inquiry enquire enquiry
answer reply respond response
tell inform notify advise notice notification alert announce communicate
report notify tell notification
publish post release announce disclose publicize | withhold conceal hide secret
disclose share reveal release hand_out pass_on give show divulge | withhold conceal keep_back hide
show display present exhibit produce | hide conceal
share exchange
disclose reveal public | confidential secret
keep retain store preserve save maintain hold archive | delete destroy discard erase purge remove throw_away dispose
keep maintain retain | lose
discard throw_away throw_out dispose | serve use eat
record log enter document register write_down note entry
write writing written letter paper email e-mail mail / telephone phone call ring / orally oral verbal spoken / in_person
online electronic electronically internet website web / paper on_paper paper-based by_mail
check inspect examine review verify test audit screen inspection look_at
measure gauge assess evaluate appraise estimate
train training course instruct instruction class teach lesson
finish complete conclude fulfill fulfil completion
take complete attend undergo
attend attendance present turn_up appear | miss absent absence skip
hold detain keep custody imprison lock_up retain detention | release let_go set_free
arrest apprehend | release
enforce enforcement implement apply
deport deportation remove removal expel
decide decision determine choose choice judge
change modify amend alter adjust revise move reschedule | unchanged
replace substitute exchange new put_in
repair fix mend | break damage
build construct erect make | demolish tear_down pull_down
buy purchase procure acquire obtain sell sale
award give grant
rent lease let hire
pay payment charge fee cost price money expense bill dollar owe | free gratis complimentary free_of_charge
pay repay reimburse refund repayment pay_back give_back reimbursement compensate
fund finance money subsidize grant funding
charge fee bill cost
reduce lower cut decrease shrink drop lessen | increase raise expand grow rise
accrue accumulate grow build_up
exceed surpass go_over more
renew extend extension prolong renewal | expire lapse
expire lapse end run_out | valid effective in_force
terminate cancel void annul revoke rescind repeal end | force effect effective valid in_force remain
sign signature signed execute countersign | unsigned
cover include contain comprise apply | exclude omit leave_out except
comply follow obey observe honor honour adhere respect | violate breach break disregard disobey
honor honour execute carry_out hold
use employ utilize operate | unused
drive operate fly steer
work employ serve
live reside dwell inhabit occupy
visit come enter
enter entry access admission come_in | leave exit
admit let_in take_in let_into accept accommodate | exclude turn_away refuse keep_out
vote ballot poll cast
appeal challenge contest dispute
complain complaint grievance
investigate inquire probe
punish penalty fine sanction penalize | reward
prevent avoid prohibit stop
protect guard safeguard secure | endanger expose
help assist support aid assistance | hinder obstruct
teach educate learn
wear put_on carry
carry bear transport bring
label mark tag
wash clean cleanse sanitize
cook prepare
eat consume
store keep
lock secure close | unlock open
seal close | unseal open
open | close shut sealed closed
turn_up | turn_down
win pass succeed | lose fail
hire employ recruit appoint engage | fire dismiss lay_off
leave depart | stay remain arrive
travel trip journey
move relocate
postpone delay defer put_off suspend hold_off on_hold push_back | advance bring_forward
lend loan borrow
donate contribute donation contribution
nominate appoint designate name choose
elect vote choose
return give_back send_back bring_back | keep
recover regain
calibrate adjust
connect link join attach | disconnect detach separate
combine merge join | separate split divide
encrypt scramble encode | decrypt plain plaintext unencrypted
anonymize anonymous | identify identifiable name named
translate interpret
copy duplicate reproduce photocopy
print
count number tally
supervise oversee monitor supervision watch
lead manage run direct
delegate assign
warn caution
vaccinate immunize inoculate vaccination shot immunization jab
treat treatment cure care
"""
