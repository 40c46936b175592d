import time
from uuid import RFC_4122

from questionnaire.records.format.version import uuid7


def test_it_is_a_uuid_of_version_7() -> None:
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_it_begins_with_the_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    began = uuid7().int >> 80
    assert before <= began <= time.time_ns() // 1_000_000


def test_the_rest_differs_from_one_to_the_next() -> None:
    rest = {made.int & ((1 << 80) - 1) for made in (uuid7() for _ in range(1000))}
    assert len(rest) == 1000


def test_every_random_bit_is_used() -> None:
    made = [uuid7().int for _ in range(200)]
    ones = zeros = 0
    for one in made:
        ones, zeros = ones | one, zeros | ~one
    varying = ones & zeros & ((1 << 80) - 1)
    assert varying.bit_count() == 74
