from typing import cast

import pytest

from logs.detections.benchmark.profiles import PROFILES
from logs.detections.catalog import catalog
from logs.detections.detection import Detection, LogSource
from logs.detections.own.watched import EXAMPLE
from logs.detections.sample import TrailEvent
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.patterns import JsonPattern, matches, parse, to_text
from logs.trail_records.fields import Place, place_of
from logs.trail_records.record import TrailRecord
from tests.support.pattern_mutants import mutants, selectors

NARROW = RecordFormat.of_names(["log-status", "action", "protocol", "dstport"])
LARGEST_CHANGE = 3
"""Of a near miss: the event's error, its message and its response."""


def distinct() -> dict[str, Detection]:
    """Each pattern once, whatever the profile and the format, by the first that has it."""
    found: dict[str, tuple[str, Detection]] = {}
    for record_format in (DEFAULT, V2, NARROW):
        for name, profile in PROFILES.items():
            for detection in catalog(profile, EXAMPLE, record_format).detections:
                label = f"{detection.id}-{name}-{len(record_format.names)}"
                found.setdefault(detection.pattern, (label, detection))
    return dict(found.values())


def event_of(sample: TrailEvent | str) -> TrailEvent:
    assert not isinstance(sample, str)
    return sample


EVERY = distinct()
DETECTIONS = pytest.mark.parametrize("detection", EVERY.values(), ids=EVERY)


@DETECTIONS
def test_it_has_samples_of_both_kinds(detection: Detection) -> None:
    assert detection.matching
    assert detection.near_misses
    whats = [sample.what for sample in (*detection.matching, *detection.near_misses)]
    assert len(set(whats)) == len(whats)


@DETECTIONS
def test_its_pattern_finds_exactly_its_samples(detection: Detection) -> None:
    pattern = parse(detection.pattern)
    found = {sample.what for sample in (*detection.matching, *detection.near_misses) if matches(pattern, sample.event)}
    assert found == {sample.what for sample in detection.matching}


@DETECTIONS
def test_its_samples_prove_each_part_of_its_pattern(detection: Detection) -> None:
    pattern = parse(detection.pattern)
    samples = [sample.event for sample in (*detection.matching, *detection.near_misses)]
    verdicts = [matches(pattern, event) for event in samples]
    unproven = [to_text(less) for less in mutants(pattern) if [matches(less, event) for event in samples] == verdicts]
    assert not unproven


@DETECTIONS
def test_its_pattern_prints_back_to_its_text(detection: Detection) -> None:
    assert without_spaces(to_text(parse(detection.pattern))) == without_spaces(detection.pattern)


@DETECTIONS
def test_its_events_are_as_the_log_has_them(detection: Detection) -> None:
    for sample in (*detection.matching, *detection.near_misses):
        if detection.source is LogSource.TRAIL:
            TrailRecord.model_validate(sample.event)
        else:
            assert isinstance(sample.event, str)


@DETECTIONS
def test_a_near_miss_is_like_what_it_misses(detection: Detection) -> None:
    if detection.source is LogSource.FLOW_LOG:
        return
    matching = [event_of(sample.event) for sample in detection.matching]
    for sample in detection.near_misses:
        event = event_of(sample.event)
        fewest = min(len({name for name in event | other if event.get(name) != other.get(name)}) for other in matching)
        assert 1 <= fewest <= LARGEST_CHANGE, f"{sample.what}: {fewest} fields"


@DETECTIONS
def test_it_asks_only_for_fields_that_events_have(detection: Detection) -> None:
    pattern = parse(detection.pattern)
    if not isinstance(pattern, JsonPattern):
        return
    events = [event_of(sample.event) for sample in detection.matching]
    for path in selectors(pattern):
        place = place_of(path)
        assert place is Place.STATED or (place is Place.OPEN and any(has(event, path) for event in events)), path


@pytest.mark.parametrize("record_format", [DEFAULT, V2, NARROW], ids=lambda found: len(found.names))
def test_records_are_of_their_format(record_format: RecordFormat) -> None:
    found = catalog(PROFILES["cis-7.0"], EXAMPLE, record_format).detections
    lines = [
        sample.event
        for detection in found
        if detection.source is LogSource.FLOW_LOG
        for sample in (*detection.matching, *detection.near_misses)
    ]
    assert lines
    for line in lines:
        assert isinstance(line, str)
        record_format.parse(line)


def has(value: object, path: tuple[str, ...]) -> bool:
    match value, path:
        case _, ():
            return True
        case dict(), (step, *rest):
            properties = cast("dict[str, object]", value)
            return step in properties and has(properties[step], tuple(rest))
        case list(), (step, *rest):
            elements = cast("list[object]", value)
            return int(step) < len(elements) and has(elements[int(step)], tuple(rest))
        case _:
            return False


def without_spaces(text: str) -> str:
    """The text with spaces only where they are in quotes."""
    return "".join(part if quoted % 2 else "".join(part.split()) for quoted, part in enumerate(text.split('"')))
