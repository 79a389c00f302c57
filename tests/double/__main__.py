"""python -m tests.double --data FILE… --port N: the double as a process of its own."""

import argparse
from pathlib import Path

from tests.double import apache, server


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, nargs="*", default=[], help="recorded issues, by line")
    asked.add_argument("--most", type=int, help="no more issues than this")
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--check-every", type=int, default=0, help="one call in so many; 0: none")
    given = asked.parse_args()
    world = apache.world(given.data, given.most)
    double, serving = server.made(world, given.check_every, given.port)
    print(double.url, flush=True)  # noqa: T201 - the starter waits for this line
    serving.serve_forever()


if __name__ == "__main__":
    main()
