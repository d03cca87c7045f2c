"""What is proven of ledgers: every claim is held by a check, and every check holds a claim."""

from collections.abc import Iterator

from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import TODO, Entry
from ctml_runner.course.compose import prepare_checks
from ctml_runner.course.ledger import ledger_path


def claims_are_written(entry: Entry) -> Iterator[Finding]:
    """Nothing of a skeleton is left in the ledger."""
    if entry.ledger is None:
        return
    file, step = ledger_path(entry.exercise), "write it, and remove the word TODO"
    if TODO in entry.ledger.authors + entry.ledger.paper:
        yield Finding(file, 1, "still to be written: which paper it is", step)
    for claim in entry.ledger.claims:
        if TODO in claim.says + claim.boundary:
            what = f"still to be written: {claim.says} | {claim.boundary}"
            yield Finding(file, claim.line, what, step)


def claims_are_held(entry: Entry) -> Iterator[Finding]:
    """Every name in the ledger is that of a shipped test, or of a shipped refusal."""
    known = _checks(entry)
    for claim in entry.ledger.claims if entry.ledger else ():
        for name in claim.checks:
            if name not in known:
                what = f"the claim names {name!r}, and the checks have no such thing"
                step = "name a test of the checks, or refused:CODE; or write that check"
                yield Finding(ledger_path(entry.exercise), claim.line, what, step)


def checks_are_claimed(entry: Entry) -> Iterator[Finding]:
    """Every test and every refusal of a paper's checks stands in its ledger."""
    if entry.ledger is None:
        return
    named = {name for claim in entry.ledger.claims for name in claim.checks}
    for check in _checks(entry):
        if check not in named:
            what = f"no claim of the ledger names {check!r}"
            step = "say what this check shows, or name it beside a claim"
            yield Finding(ledger_path(entry.exercise), 1, what, step)


def _checks(entry: Entry) -> tuple[str, ...]:
    """Return the names of the shipped checks: tests, then refusals by their codes."""
    checks = prepare_checks(entry.exercise.checks)
    tests = (name for name, _ in checks.tests)
    return (*tests, *dict.fromkeys(f"refused:{one.code}" for one in checks.refusals))


RULES = (
    Rule("ledger written", "nothing of a skeleton is left in a ledger", claims_are_written),
    Rule("ledger held", "every claim of a ledger names checks that are there", claims_are_held),
    Rule("ledger whole", "every check of a paper stands in its ledger", checks_are_claimed),
)
