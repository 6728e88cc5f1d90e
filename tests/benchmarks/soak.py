"""The window for hours in random hands: what goes wrong, how long it stalls, what memory it takes.

A seed does the same again, as far as the machine lets it: what is done is drawn before it is known
what came of it. Gaps are of the window's event loop: `gap_ms_max` on the clock, `own_gap_ms_max`
without the time that it waited for a processor which others had, `garbage_ms_max` what of one
went into collecting garbage. `rss_mb` has for each minute the medians of what the window and its
backend held after each action, in MB; `used_mb` what of it the window used at the minute's end:
the rest was freed, or is Python's small objects or the code of libraries.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from random import Random
from statistics import median
from typing import Any

import common

PAUSES_MS = (0, 0, 30, 80, 150, 400)  # between two actions
HEAL_EVERY = 25  # actions
DOING = "doing: "  # begins the lines that tell each action, of which the last ones are kept
STARTS_S = 300.0  # that loading TensorFlow may take


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[], help="names of actions, and no others")
    parser.add_argument("--within", action="store_true", help="in this process itself")
    arguments = parser.parse_args()
    if arguments.within:
        found = soak(arguments.minutes, arguments.seed, arguments.only)
    else:
        found = outside(sys.argv[1:])
    common.report(found, arguments.json)


def outside(options: list[str]) -> dict[str, object]:
    """Do it in a process of its own: one that crashes is an error like others."""
    command = [sys.executable, "-X", "faulthandler", __file__, *options, "--within", "--json"]
    last: deque[str] = deque(maxlen=400)
    with (
        tempfile.TemporaryFile("w+") as told,  # a pipe would be full
        subprocess.Popen(
            command, stdout=told, stderr=subprocess.PIPE, text=True, errors="replace"
        ) as child,
    ):
        assert child.stderr is not None
        for line in child.stderr:
            last.append(line)
            if not line.startswith(DOING):
                print(line, end="", file=sys.stderr, flush=True)
        child.wait()
        told.seek(0)
        lines = told.read().splitlines()
    if child.returncode == 0 and lines:
        return dict(json.loads(lines[-1]))
    text = f"The window's process ended with {child.returncode}: {''.join(last)}"
    known: dict[str, Any] = {"errors": 0, "error_texts": [], "gap_ms_max": 0.0, "rss_mb": []}
    known |= {"actions": 0, "qt_warnings": 0} | (json.loads(lines[-1]) if lines else {})
    return known | {
        "errors": known["errors"] + 1,
        "error_texts": [*known["error_texts"], text],
    }


def soak(minutes: float, seed: int, only: list[str]) -> dict[str, object]:
    """Do random things for so long; return what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from soak_actions import Actions
    from soak_hands import Hands, MissedError, SkippedError
    from soak_watch import Gaps, Troubles, growth

    from tests.memory import resident_mb, used_mb

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
    used: list[float] = []

    def minute() -> float:
        return (time.monotonic() - begun) / 60

    weighed: list[tuple[float, float]] = []  # since the last minute

    def weigh() -> None:
        child = process.process_id
        weighed.append((resident_mb(os.getpid()), resident_mb(child) if child else 0))

    def note_memory() -> None:
        window_mb, backend_mb = (round(median(sizes)) for sizes in zip(*weighed, strict=True))
        weighed.clear()
        memory.append([round(minute(), 2), window_mb, backend_mb])
        with gaps.unwatched():  # it takes some ms
            used.append(round(used_mb()))
        common.say(
            f"{minute():.1f} min: {number} actions, {len(troubles.errors)} errors, gap"
            f" {gaps.longest:.0f} ms (own {gaps.longest_own:.0f}, garbage"
            f" {gaps.longest_garbage:.0f}), {memory[-1][1:]} MB, used {used[-1]}"
        )

    def result() -> dict[str, object]:
        return {
            "actions": number,
            "errors": len(troubles.errors),
            "qt_warnings": len(troubles.qt_warnings),
            "gap_ms_max": gaps.longest,
            "own_gap_ms_max": gaps.longest_own,
            "garbage_ms_max": gaps.longest_garbage,
            "rss_mb": memory,
            "used_mb": used,
            "seed": seed,
            "growth": growth([mb for _, mb, _ in memory]),
            "growth_backend": growth([mb for _, _, mb in memory]),
            "growth_used": growth(used),
            "error_texts": troubles.errors[:100],
            "qt_warning_texts": troubles.qt_warnings[:100],
            "gaps": gaps.worst(60),
            "done": done,
            "skipped": skipped,
        }

    weigh()
    note_memory()
    while minute() < minutes:
        random = Random(f"{seed}/{number}")  # an action that draws less does not change the next
        name, pause = actions.draw(random), random.choice(PAUSES_MS)
        doing[0] = f"{number} {name}"
        number += 1
        common.say(f"{DOING}{minute():.2f} {doing[0]}")
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
        weigh()
        if minute() > len(memory):
            note_memory()
            print(json.dumps(result()), flush=True)  # so far
    weigh()
    note_memory()
    doing[0] = "close"
    actions.let_go_on()
    hands.tidy()
    child = process.process_id
    gaps.end()
    window.close()
    if window.isVisible():
        hands.live(200)
        hands.tidy()
    if child and os.path.exists(f"/proc/{child}"):
        troubles.add("the backend is still there after the window")
    return result()


if __name__ == "__main__":
    main()
