"""Mixed groups: what is proven and how soon; or the best sum on an instance of MDGPLIB.

    python benchmarks/grouping.py
    python benchmarks/grouping.py --mdgp FILE [--seed S] [--effort E] [--json]

The people are invented: municipalities with three municipal people and one of probation each. The
peer is a model of the same wishes for CP-SAT (ortools, one core), given as long as the engine may
take.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.figures import Figure, print_figures  # noqa: E402
from ertad.engines.grouping import (  # noqa: E402
    Person,
    Plan,
    Quota,
    Wishes,
    most_diverse,
    read_instance,
    solve,
)

SEEDS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 for an instance that cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--mdgp", type=Path, metavar="FILE", help="an instance of MDGPLIB")
    parser.add_argument("--seed", type=int, default=1, help="of the search on the instance")
    parser.add_argument("--effort", type=float, default=1.0, help="2 looks twice as long")
    parser.add_argument("--json", action="store_true", help="objective and seconds as JSON")
    options = parser.parse_args(arguments)
    if not options.mdgp:
        return int(print_figures(figures(), "Mixed groups") > 0)
    try:
        instance = read_instance(options.mdgp.read_text("utf-8"))
    except OSError as error:
        print(f"grouping: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"grouping: {options.mdgp}: {error}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    groups, objective = most_diverse(instance, seed=options.seed, effort=options.effort)
    seconds = round(time.perf_counter() - started, 2)
    if options.json:
        told = {"objective": objective, "seconds": seconds, "seed": options.seed, "groups": groups}
        print(json.dumps(told))
    else:
        print(f"{objective:.2f} in {seconds} s")
    return 0


def figures() -> list[Figure]:
    """Over seeds: how many plans are proven best, and the slowest of them."""
    from benchmarks.grouping_peer import solve_by_cp_sat

    found = []
    for rounds, within, wanted in ((2, 1.0, SEEDS), (3, 5.0, 11)):
        plans = [_timed(people(10, seed), forty(rounds), seed) for seed in range(SEEDS)]
        least = 15 * rounds * (rounds - 1) // 2
        right = [
            seconds
            for plan, seconds in plans
            if plan.objective == least and plan.proven and not plan.violations
        ]
        name = f"Groups, 40 people, {rounds} rounds, {least} repeated meetings"
        peer = solve_by_cp_sat(people(10, 0), forty(rounds), seconds=within, proving=False)
        found += [
            Figure(
                f"{name}: proven within {within:.0f} s of {SEEDS} seeds",
                sum(seconds <= within for seconds in right),
                at_least=wanted,
            ),
            Figure("the same: slowest seed", max(seconds for _, seconds in plans), "s"),
            Figure(
                "the same: repeated meetings, first seed", plans[0][0].objective,
                at_most=least, peer=peer.repeats, peer_name=f"CP-SAT in {within:.0f} s",
            ),
        ]  # fmt: skip
    many = [_timed(people(64, seed), crowd(), seed) for seed in range(3)]
    found.append(
        Figure(
            "Groups, 256 people in 32, 3 rounds, no repeats: slowest of 3 seeds",
            max(
                seconds if not plan.objective and not plan.violations else float("inf")
                for plan, seconds in many
            ),
            "s",
            at_most=10,
        )
    )
    return found


def people(municipalities: int, seed: int) -> list[Person]:
    """Four of each municipality: three municipal, one of probation."""
    draw = random.Random(seed)
    return [
        Person(
            f"{municipality + 1}-{number + 1}",
            {
                "institution": f"Example {municipality + 1}",
                "side": "municipal" if number < 3 else "probation",
                "sex": draw.choice(("f", "m")),
                "seniority": draw.choice(("new", "some years", "many years")),
                "region": f"Region {municipality % max(municipalities // 6, 3) + 1}",
            },
        )
        for municipality in range(municipalities)
        for number in range(4)
    ]


def forty(rounds: int) -> Wishes:
    """Five groups of eight, two people of probation in each, own municipality apart."""
    return Wishes(
        groups=5,
        rounds=rounds,
        mix=["institution"],
        balance=["side", "sex", "seniority", "region"],
        quotas=[Quota("side", "probation", 2, 2)],
    )


def crowd() -> Wishes:
    """Thirty-two groups of eight, three rounds."""
    return Wishes(
        groups=32, rounds=3, mix=["institution"], balance=["side", "sex", "seniority", "region"]
    )


def _timed(who: list[Person], wishes: Wishes, seed: int) -> tuple[Plan, float]:
    started = time.perf_counter()
    plan = solve(who, wishes, seed=seed)
    return plan, time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
