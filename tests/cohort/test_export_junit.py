"""JUnit XML is what others read: valid by a schema, and read by a parser that is not ours."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from junitparser import Failure, JUnitXml, Skipped, TestSuite
from tests.cohort.exported import HOSTILE, SCHEMAS, made
from tests.cohort.generated import CURRICULUM, make_class

from ctml_runner.cohort.export.formats import Format
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.standing.gathering import gather


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CohortFolder:
    return make_class(tmp_path_factory.mktemp("class"), 12, 6, names=HOSTILE)


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "junit.xsd")


def xml(cohort: CohortFolder, *, anonymous: bool = False) -> str:
    return made(cohort, Format.JUNIT, anonymous=anonymous).files["junit.xml"].decode()


@pytest.mark.parametrize("anonymous", [False, True])
def test_it_is_valid_by_the_schema(
    cohort: CohortFolder, schema: xmlschema.XMLSchema, *, anonymous: bool
) -> None:
    schema.validate(xml(cohort, anonymous=anonymous))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('errors="0"', ""),
        ("<failure ", "<failed "),
        ('tests="', 'tests="-'),
        ("T18:00:00", " 18:00:00"),
        ('<testcase classname="', '<testcase owner="x" classname="'),
        ("</properties>", '</properties><property name="x" value="y"/>'),
        ('name="s0001"', 'name="s0000"'),
    ],
)
def test_the_schema_refuses_what_readers_would(
    cohort: CohortFolder, schema: xmlschema.XMLSchema, written: str, instead: str
) -> None:
    whole = xml(cohort)
    assert written in whole
    assert not schema.is_valid(whole.replace(written, instead, 1))


def test_another_reader_finds_what_each_learner_did(cohort: CohortFolder, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(xml(cohort), encoding="utf-8")
    marks = gather(cohort, CURRICULUM).marks.by
    suites = [suite for suite in JUnitXml.fromfile(str(file)) if isinstance(suite, TestSuite)]
    assert [suite.name for suite in suites] == list(marks)
    for suite in suites:
        cases = list(suite)
        endings = [type(one) for case in cases for one in case.result]
        counted = (len(cases), endings.count(Failure), endings.count(Skipped))
        assert (suite.tests, suite.failures, suite.skipped) == counted
        for mark in marks[suite.name]:
            of_one = [case for case in cases if case.classname == mark.exercise]
            kinds = {type(one) for case in of_one for one in case.result}
            assert (
                kinds == {"passed": set(), "failed": {Failure}, "not_run": {Skipped}}[mark.outcome]
            )


def test_each_suite_tells_its_level_and_what_came_late(cohort: CohortFolder) -> None:
    marks = gather(cohort, CURRICULUM).marks.by
    suites = ET.fromstring(xml(cohort))
    for suite, given in zip(suites, marks.values(), strict=True):
        told = {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}
        levels = [mark.level for mark in given if mark.level is not None]
        assert told["sandbox.level"] == str(min(levels, default="none"))
        assert ("late" in told) == any(mark.late for mark in given)
