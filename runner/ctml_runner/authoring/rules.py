"""All that is proven of the course, in one list: of its tree, of its words, by judging."""

from typing import Final

from ctml_runner.authoring import judged_rules, ledger_rules, tree_rules, writing_rules
from ctml_runner.authoring.crossing import claims, constructs, forms, imports
from ctml_runner.authoring.finding import Rule
from ctml_runner.authoring.proof import Proof
from ctml_runner.authoring.sources import Course, Entry

OF_THE_TREE: Final[tuple[Rule[Course], ...]] = tree_rules.RULES
OF_AN_EXERCISE: Final[tuple[Rule[Entry], ...]] = (
    *writing_rules.RULES,
    *ledger_rules.RULES,
    *imports.RULES,
    *constructs.RULES,
    *claims.RULES,
    *forms.RULES,
)
BY_JUDGING: Final[tuple[Rule[Proof], ...]] = judged_rules.RULES
