"""The window for hours in random hands: what goes wrong, how long it stalls, what memory it takes.

A seed does the same again, as far as the machine lets it: what is done is drawn before it is known
what came of it. Gaps are of the window's event loop: `gap_ms_max` on the clock, `own_gap_ms_max`
without the time that it waited for a processor which others had.
"""

import os
import sys
import time
from random import Random

import common

PAUSES_MS = (0, 0, 30, 80, 150, 400)  # between two actions
HEAL_EVERY = 25  # actions
STARTS_S = 300.0  # that loading TensorFlow may take


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[], help="names of actions, and no others")
    arguments = parser.parse_args()
    common.report(soak(arguments.minutes, arguments.seed, arguments.only), arguments.json)


def soak(minutes: float, seed: int, only: list[str]) -> dict[str, object]:
    """Do random things for so long; return what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from soak_actions import Actions, MissedError, SkippedError
    from soak_hands import Hands
    from soak_watch import Gaps, Troubles, growth, resident_mb

    doing = ["start"]
    troubles = Troubles(lambda: doing[0])
    from gui.app import create_window
    from gui.headless import application

    _qt = application()
    window = create_window()
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    hands = Hands(window)
    actions = Actions(window, hands)
    for name in set(actions.table) - set(only) if only else ():
        del actions.table[name]
    session, process = window.session, actions.process
    if not hands.wait(lambda: session.snapshot.test.loss > 0, STARTS_S):
        troubles.add("the backend did not start")
    gaps = Gaps(lambda: doing[0])
    begun, number = time.monotonic(), 0
    done: dict[str, int] = {}
    skipped: dict[str, int] = {}
    memory: list[list[float]] = []

    def minute() -> float:
        return (time.monotonic() - begun) / 60

    def weigh() -> None:
        memory.append(
            [
                round(minute(), 2),
                round(resident_mb(os.getpid())),
                round(resident_mb(process.process_id) if process.process_id else 0),
            ]
        )
        common.say(
            f"{minute():.1f} min: {number} actions, {len(troubles.errors)} errors, gap"
            f" {gaps.longest:.0f} ms (own {gaps.longest_own:.0f}), {memory[-1][1:]} MB"
        )

    weigh()
    while minute() < minutes:
        random = Random(f"{seed}/{number}")  # an action that draws less does not change the next
        name, pause = actions.draw(random), random.choice(PAUSES_MS)
        doing[0] = f"{number} {name}"
        number += 1
        common.say(f"{minute():.2f} {doing[0]}")
        hands.take(random)
        try:
            actions.act(name, random)
            done[name] = done.get(name, 0) + 1
        except SkippedError:
            skipped[name] = skipped.get(name, 0) + 1
        except MissedError as missed:
            troubles.add(f"missed: {missed}")
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
        hands.live(pause)
        try:
            hands.tidy()
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
        if not window.isVisible():
            troubles.add("the window is gone")
            window.show()
        if number % HEAL_EVERY == 0:
            actions.let_go_on()
            actions.heal()
            window.activateWindow()
        if minute() > len(memory):
            weigh()
    weigh()
    doing[0] = "close"
    actions.let_go_on()
    hands.tidy()
    child = process.process_id
    longest, own = gaps.longest, gaps.longest_own
    window.close()
    if window.isVisible():
        hands.live(200)
        hands.tidy()
    if child and os.path.exists(f"/proc/{child}"):
        troubles.add("the backend is still there after the window")
    return {
        "actions": number,
        "errors": len(troubles.errors),
        "qt_warnings": len(troubles.qt_warnings),
        "gap_ms_max": longest,
        "own_gap_ms_max": own,
        "rss_mb": memory,
        "seed": seed,
        "growth": growth([mb for _, mb, _ in memory]),
        "growth_backend": growth([mb for _, _, mb in memory]),
        "error_texts": troubles.errors[:100],
        "qt_warning_texts": troubles.qt_warnings[:100],
        "gaps": gaps.worst(60),
        "done": done,
        "skipped": skipped,
    }


if __name__ == "__main__":
    main()
