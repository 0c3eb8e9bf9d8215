"""Words for who, what, when and how, by meaning; see rules_meanings.py for how a line is read."""

from typing import Final

THINGS: Final = """
person people individual human anyone anybody everybody everyone somebody someone
worker employee staff personnel workforce colleague
employer company firm business enterprise corporation
business commercial trade
contractor vendor supplier provider subcontractor
customer client consumer buyer
member participant
applicant claimant candidate petitioner requester
recipient grantee beneficiary awardee
pupil student child schoolchild learner kid youngster
child minor boy girl kid juvenile youth underage | adult grown-up
parent guardian mother father family
teacher instructor trainer educator
doctor physician nurse clinician practitioner medic
patient inmate resident
inmate prisoner detainee convict
lawyer attorney counsel solicitor
judge court magistrate tribunal
officer official agent deputy constable
police sheriff deputy trooper officer law_enforcement
agency department office bureau authority
office bureau
jail prison custodial custody lockup detention
offender perpetrator suspect
witness bystander
supervisor manager boss superior
owner proprietor homeowner
home house dwelling household housing
building structure premises property
tenant renter lessee
resident inhabitant citizen local
non-resident nonresident outsider
citizen national | noncitizen alien foreigner
voter elector
driver motorist operator
pilot operator flyer
visitor guest attendee
traveler traveller passenger
traveler tourist
journalist reporter press media newspaper
county jurisdiction locality municipality parish city town
state province
government governmental
country nation national
board council commission committee
public open everybody anyone general | private confidential secret closed restricted internal privileged
confidential secret private sensitive
internal | external outside
federal national | local
agreement contract memorandum moa mou accord treaty deal understanding
request application petition
order command directive instruction
rule regulation policy requirement provision
law statute act legislation
form document paper
document file record paper
record file
copy duplicate
database register registry
result finding outcome
letter mail correspondence
notice notification sign poster
message reply
fingerprint biometric print
permit license licence authorization certificate
license licence permit
card pass badge
identification id identity
passport
money fund cash
grant subsidy aid funding
loan credit debt borrowing mortgage
benefit allowance entitlement
benefit advantage | drawback disadvantage
tax levy duty
fine penalty
fee charge payment cost price
wage pay salary earning income
income earning
deposit bond
invoice bill
budget
deadline due limit cutoff cut-off
extension
date day
year annual yearly annually
month monthly
week weekly
day daily
hour hourly
quarter quarterly
weekday business_day working_day workday
before prior ahead in_advance beforehand earlier preceding | after afterward afterwards following subsequently later
first | last
early | late
minimum least | maximum most
above over more exceed | below under less beneath fewer
high | low
large big | small little minor
long | short
new | old
hot warm | cold
inside indoor indoors within | outside outdoor outdoors beyond
full whole complete entire | partial part incomplete
total all
temporary interim provisional | permanent lasting
direct | indirect
automatic automatically | manual manually by_hand individually on_request upon_request case_by_case interview
immediate immediately at_once instantly promptly
public_holiday holiday
night dark nighttime | day daytime daylight
sight view visible eyeshot see
leash tether lead | loose free unleashed
safe secure | dangerous unsafe hazardous
accident incident crash mishap
injury harm hurt wound | unhurt
death fatal deadly die lethal fatality
disease illness sickness
food meal dish
breakfast lunch dinner meal
beverage drink
water
waste garbage trash rubbish refuse_collection
animal pet dog cat
car vehicle automobile truck motor
aircraft airplane plane drone flight fly
flight fly
road street highway
school college classroom
hospital clinic infirmary
shelter refuge
library
park
shop store retailer
restaurant diner
webpage website page site
email e-mail mail
computer laptop device
software program_code application
password passphrase credential
privacy confidentiality
security
personal individual private
consent permission approval agreement
approval permission consent authorization
appearance look
window pane
window
season period
survey questionnaire poll census
age old
accurate correct exact precise | inaccurate
equal same identical | different unequal
sufficient enough adequate | insufficient inadequate
true | false
valid | invalid void null
legal lawful | illegal unlawful
formal official | informal unofficial
written | unwritten
active | inactive dormant
available | unavailable
complete | incomplete
alone single-handed singly | together jointly
joint common shared
one single sole
sole exclusive exclusively
separate individual
main principal primary chief head
local | federal
domestic | foreign
urban | rural
employed | unemployed jobless
married | unmarried single
fixed | variable flexible
binding | nonbinding non-binding
gross | net
domestic internal | foreign international
guilty convicted | innocent acquitted
success | failure
presence | absence
majority most | minority few
credit | debit
import | export
arrival | departure
entrance | exit
buyer purchaser
contest competition tender bidding bid
school_year term semester
site location place venue
area zone region
room hall
booking reservation
training course class
program programme scheme project initiative
capability system service
information
form
quarter
inquiry question query enquiry
hotline helpline
"""
