"""A verdict explained, in the order in which it is worth reading."""

from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.explain.escapes import explain_escapes
from ctml_runner.teaching.explain.explanation import Explanation
from ctml_runner.teaching.explain.failures import explain_failures
from ctml_runner.teaching.explain.faults import explain_faults
from ctml_runner.teaching.explain.outcomes import explain_outcome, stops_everything
from ctml_runner.teaching.explain.refusals import explain_refusals
from ctml_runner.teaching.explain.scene import Scene


def explain(verdict: Verdict, source: str) -> tuple[Explanation, ...]:
    """Return what there is to say of a verdict.

    An outcome that stopped the judgement comes first. Then syntax errors, type errors in the
    learner's part by line, those in the checks, refusals that did not come, escape hatches and
    tests; last a remark about the file.

    Args:
        verdict: what is true of the save.
        source: the composed module's text; it is read line by line and never parsed.
    """
    scene = Scene(source)
    outcome = explain_outcome(verdict)
    found = (
        *explain_faults(verdict.type_errors, scene),
        *explain_refusals(verdict.refusals_missing, scene),
        *explain_escapes(verdict.escapes),
        *explain_failures(verdict.test_failures, scene, verdict.type_errors),
    )
    return (*outcome, *found) if stops_everything(verdict.outcome) else (*found, *outcome)
