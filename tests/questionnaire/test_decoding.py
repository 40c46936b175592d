"""Two threads may read the same type for the first time at once; msgspec alone would crash."""

import subprocess
import sys

#: Threads that begin together, on types that nobody has read before, in a program that switches often.
RACE = """
import sys
from threading import Barrier, Thread
import msgspec
from questionnaire.decoding import converted
sys.setswitchinterval(1e-6)

def read(kind, together):
    together.wait()
    converted({"field_1": [{"field_1": 1}], "field_39": [{"field_39": 2}]}, kind)

names = [f"field_{number}" for number in range(40)]
for _ in range(120):
    inner = msgspec.defstruct("Inner", [(name, int | None, None) for name in names])
    outer = msgspec.defstruct("Outer", [(name, list[inner] | None, None) for name in names])
    together = Barrier(4)
    threads = [Thread(target=read, args=(outer, together)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print("read")
"""


def test_threads_that_read_a_type_for_the_first_time_at_once_crash_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RACE], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "read\n"), ended.stderr
