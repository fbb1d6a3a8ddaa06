"""What each mistake costs, in one place. The bands are chosen to make the least of it.

The unit is one menu of up to three choices that holds the right entry. A wrong single answer sends
a stressed person to the wrong office; a needless refusal still leaves a person to talk to.
"""

WRONG_ANSWER = 9.0  # one answer, and it is another need's
WRONG_MENU = 4.0  # a menu without the right entry, or where we hold none
RIGHT_MENU = 1.0
NEEDLESS_DECLINE = 3.0  # we held the answer

# The mix of questions the bands are tuned for (no traffic yet: an assumption, not a measure).
SHARES = {"held": 0.70, "absent": 0.15, "out_of_scope": 0.15}
