"""Mixed groups over one or several rounds, in which people meet as many new people as possible.

`solve(people, wishes)` gives a `Plan`: the groups, how many meetings are repeated, how few are
possible at all, and what of the wishes is not met. `judge` says the same of groups that somebody
made by hand, `effect_of_move` what moving one person does, `solve_again` makes a new plan with few
moves when somebody does not come. The same people, wishes and seed give the same plan.
`most_diverse` solves another problem of the same kind, by which engines are compared.
"""

from .again import Move, moves_between, solve_again
from .diverse_groups import Instance, diversity, most_diverse, read_instance
from .marks import Kind
from .moving import Effect, Share, effect_of_move
from .plan import Plan, Violation, judge
from .solving import solve
from .wishes import Impossible, Person, Pin, Quota, Wishes, alike

__all__ = [
    "Effect",
    "Impossible",
    "Instance",
    "Kind",
    "Move",
    "Person",
    "Pin",
    "Plan",
    "Quota",
    "Share",
    "Violation",
    "Wishes",
    "alike",
    "diversity",
    "effect_of_move",
    "judge",
    "most_diverse",
    "moves_between",
    "read_instance",
    "solve",
    "solve_again",
]
