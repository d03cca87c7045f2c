"""JUnit XML, a suite for each learner: valid by the junit-10 schema that Jenkins reads."""

import re
from xml.etree import ElementTree as ET  # only written; nothing is parsed

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.person import Earned, Person, instant, sentence
from ctml_runner.cohort.export.trials import Ending, trials
from ctml_runner.cohort.marks import late_files
from ctml_runner.judging.verdict import Outcome

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(material: Material) -> Export:
    """Return one file with a suite for each learner."""
    root = ET.Element("testsuites", name=xml_text(material.gathered.plan.name))
    for person in material.people:
        root.append(_suite(material, person))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Export({"junit.xml": data + b"\n"})


def xml_text(text: str) -> str:
    """Return `text` without the characters that XML 1.0 has no place for."""
    return _FORBIDDEN.sub("?", text)


def _suite(material: Material, person: Person) -> ET.Element:
    cases = [case for one in person.earned for case in _cases(material, person, one)]
    seconds = sum(result.seconds for result in person.results)
    suite = ET.Element(
        "testsuite",
        name=xml_text(person.learner.id),
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors="0",
        skipped=str(sum(case.find("skipped") is not None for case in cases)),
        time=f"{seconds:.3f}",
        timestamp=instant(material.order.now).removesuffix("Z"),
    )
    properties = ET.SubElement(suite, "properties")
    level = "none" if person.level is None else str(person.level)
    ET.SubElement(properties, "property", name="sandbox.level", value=level)
    if late := late_files(person.marks):
        ET.SubElement(properties, "property", name="late", value=late)
    suite.extend(cases)
    return suite


def _cases(material: Material, person: Person, one: Earned) -> list[ET.Element]:
    told = xml_text(sentence(person, one))
    if one.result is None:
        return [_case(one, "outcome", ("skipped", "not_run", told))]
    exercise = material.gathered.curriculum.by_slug[one.mark.exercise]
    cases = [
        _case(one, trial.name, _problem(trial.ending, trial.claim))
        for trial in trials(exercise, one)
    ]
    if one.mark.outcome is not Outcome.PASSED and not any(len(case) for case in cases):
        cases.append(_case(one, "outcome", ("failure", one.mark.outcome.value, told)))
    return cases


def _problem(ending: Ending, claim: str) -> tuple[str, str, str] | None:
    return None if ending is Ending.PASS else ("failure", ending.value, xml_text(claim))


def _case(one: Earned, name: str, problem: tuple[str, str, str] | None) -> ET.Element:
    case = ET.Element("testcase", classname=one.mark.exercise, name=xml_text(name))
    if problem is not None:
        kind, word, message = problem
        ET.SubElement(case, kind, type=word, message=message)
    return case
