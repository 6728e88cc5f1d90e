"""What is inside: fold, histograms, landscape, growing, what control costs training, damage.

Each part is measured in a process of its own (`inside_NAME.py`), beside its baseline.
"""

import importlib
import json
import os
import subprocess
import sys

import common

PARTS = ("fold", "histograms", "landscape", "grow", "control", "damage")


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="and no others")
    parser.add_argument("--within", choices=PARTS, help="measure one, in this process")
    arguments = parser.parse_args()
    if arguments.within:
        result = importlib.import_module(f"inside_{arguments.within}").measure()
    else:
        result = {}
        for part in arguments.parts:
            common.say(part)
            result |= outside(part)
        result["load"] = os.getloadavg()[0]
    common.report(result, arguments.json)


def outside(part: str) -> dict[str, object]:
    """Measure a part in a process of its own."""
    command = [sys.executable, __file__, "--within", part, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
