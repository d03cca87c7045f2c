"""A general answer for every error code, where no pattern knows the message."""

from collections.abc import Mapping
from types import MappingProxyType

from ctml_runner.teaching.explain.pattern import Said
from ctml_runner.teaching.explain.words import clean

GENERAL: Mapping[str, str] = MappingProxyType(
    {
        "abstract": "a class is made that still lacks something it promises.",
        "annotation-unchecked": "this function says no types, so its inside is not looked at.",
        "arg-type": "a value is handed over that is not of the type asked for.",
        "assert-type": "the expression has another type than the line predicts.",
        "assignment": "the value does not have the type that the name on the left was "
        "declared with.",
        "attr-defined": "the value has nothing of that name.",
        "await-not-async": "`await` stands in a function that is not `async`.",
        "call-arg": "the call gives too few arguments, too many, or one of an unknown name.",
        "call-overload": "this can be called in several ways, and none of them fits what is given.",
        "comparison-overlap": "the two sides can never be equal, so the comparison says nothing.",
        "deprecated": "this still works, but its authors ask not to use it any more.",
        "dict-item": "a key or value does not have the type that the dictionary holds.",
        "empty-body": "the function promises a value, and its body is still empty.",
        "exhaustive-match": "the `match` leaves a case unhandled.",
        "exit-return": "`__exit__` says it may swallow errors, but never does.",
        "explicit-any": "`Any` is written here, and switches the checker off.",
        "explicit-override": "a method replaces one of the class above without saying so.",
        "func-returns-value": "a function that returns nothing is used as a value.",
        "has-type": "the type of this name is not known yet where it is used.",
        "ignore-without-code": "an ignore does not say what it ignores.",
        "import": "the module to import cannot be found, or says nothing about its types.",
        "import-not-found": "there is no such module to import.",
        "import-untyped": "the library says nothing about its types.",
        "index": "this cannot be looked up with what stands in the square brackets.",
        "list-item": "an item does not have the type that the list holds.",
        "literal-required": "a value written out is needed here, not a name for one.",
        "maybe-unrecognized-str-typeform": "a text stands where a type is meant, and can't "
        "be read as one.",
        "metaclass": "the class of this class is not what it must be.",
        "method-assign": "a method is assigned to, as if it were a value.",
        "misc": "something here does not hold together.",
        "mutable-override": "the class below changes the type of a field that may be written to.",
        "name-defined": "a name is not known here.",
        "name-match": "a type calls itself otherwise than the name under which it is kept.",
        "narrowed-type-not-subtype": "the question asked of the type has an answer outside of it.",
        "no-any-return": "something of unknown type (`Any`) is returned where a type is promised.",
        "no-any-unimported": "a type comes from a module that was not found, so it is `Any`.",
        "no-overload-impl": "several ways to call a function are told, but its body lacks.",
        "no-redef": "a name is defined a second time.",
        "no-untyped-call": "a function is called whose types are not written.",
        "no-untyped-def": "a function does not say all of its types.",
        "nonetype-type": "`NoneType` is used as a type; it is written `None`.",
        "operator": "the operator is not defined between these two.",
        "overload-cannot-match": "one of the ways to call the function can never be chosen.",
        "overload-overlap": "two ways to call the function fit one call, and return "
        "different types.",
        "override": "a method does not keep the promise of the class above.",
        "possibly-undefined": "on some paths the name was never given a value.",
        "prop-decorator": "nothing may stand above `@property`.",
        "redundant-cast": "the value has that type already.",
        "redundant-expr": "a part of this expression never changes its answer.",
        "redundant-self": "the type of `self` is written, and is clear without.",
        "return": "the function promises a value, but can reach its end without a `return`.",
        "return-value": "what is returned is not of the type that the function promises.",
        "safe-super": "`super()` calls a method that has no body above.",
        "str-bytes-safe": "bytes are put into a text; that shows `b'...'` and not what they mean.",
        "str-format": "the text and what is put into it do not fit.",
        "str-unpack": "a text is taken apart into its letters; is that meant?",
        "syntax": "Python cannot read this.",
        "top-level-await": "`await` stands outside of any function.",
        "truthy-bool": "this is asked whether it is true, and always is.",
        "truthy-function": "the function itself is asked whether it is true, and always is.",
        "truthy-iterable": "this is asked whether it is true, which does not ask whether it "
        "is empty.",
        "type-abstract": "a class that can be made is asked for, and this one is only a promise.",
        "type-arg": "a generic type does not say of what.",
        "type-var": "a type stands where its type variable does not allow it.",
        "typeddict-item": "a key lacks, or holds a value of another type.",
        "typeddict-readonly-mutated": "a key that may only be read is written.",
        "typeddict-unknown-key": "there is no such key.",
        "unimported-reveal": "`reveal_type` must be imported from `typing` to be run.",
        "union-attr": "the value is one of several kinds, and not all of them have that attribute.",
        "unreachable": "this can never run.",
        "untyped-decorator": "what stands above the function says no types, and so hides its own.",
        "unused-awaitable": "the call only prepares the work; without `await` it is never done.",
        "unused-coroutine": "the call only prepares the work; without `await` it is never done.",
        "unused-ignore": "there is nothing to ignore on this line.",
        "used-before-def": "a name is used before the line that makes it.",
        "valid-newtype": "a new type must stand on a class.",
        "valid-type": "something stands where a type is asked for, and is none.",
        "var-annotated": "the type of a name cannot be known from this line alone.",
    }
)
"""What each error code of mypy is about, in the middle of a sentence."""


def general(code: str, message: str) -> Said:
    """Return what the code is about, and the checker's own words as the detail."""
    words = clean(message)
    return Said(
        GENERAL.get(code, "the type checker does not accept this."),
        f"The checker says: {words}" + ("" if words.endswith((".", "…")) else "."),
    )
