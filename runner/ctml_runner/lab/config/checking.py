"""Checking what a config says: each table, key and value must mean something."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ctml_runner.lab.config.key import Key, Table, as_toml, keys
from ctml_runner.lab.config.models import MODELS
from ctml_runner.lab.config.source import TOP, Source
from ctml_runner.lab.config.values import VERSION, Sampling, Training, Weights

_PLAIN: Mapping[str, Table] = {"training": Training, "sampling": Sampling, "weights": Weights}
_TABLES = ("model", *_PLAIN)
_NEEDED = ("model", "training", "weights")

ENDING = ".safetensors"
"""How the names of all files of weights end."""

Tree = Mapping[str, object]


def check_version(tree: Tree, source: Source) -> None:
    """Refuse a config that is of a form that only a newer ctml knows.

    Raises:
        LearnerError: what is to be done about it.
    """
    version = tree.get("version", VERSION)
    if isinstance(version, int) and not isinstance(version, bool) and version == VERSION:
        return
    if isinstance(version, int) and version > VERSION:
        raise source.wrong(
            f"this config is of version {version}, and this ctml reads version {VERSION}",
            TOP,
            "version",
            next_step="pip install --upgrade ctml   (in a checkout: git pull)",
        )
    raise source.wrong(
        f"version can't be {_said(version)}; it may be {VERSION}",
        TOP,
        "version",
        next_step=f"write: version = {VERSION}",
    )


def check(tree: Tree, source: Source) -> None:
    """Refuse the first table, key or value that means nothing.

    Raises:
        LearnerError: what is wrong, what is allowed, and the nearest name that is right.
    """
    for name, value in tree.items():
        if name != "version":
            _check_table(name, value, source)
    for name in _NEEDED:
        if name not in tree:
            step = f"write [{name}] and its keys below it, as configs/bigram.toml does"
            raise source.wrong(f"the config has no table [{name}]", TOP, next_step=step)
    model = _table(tree, "model")
    _check_keys("model", model, _model_keys(model, source), source)
    for name, table in _PLAIN.items():
        _check_keys(name, _table(tree, name), list(keys(table)), source)
    _check_length(_table(tree, "training"), source)
    _check_ending(_table(tree, "weights"), source)


def _check_table(name: str, value: object, source: Source) -> None:
    if name not in _TABLES:
        is_table = isinstance(value, Mapping)
        what = f"table [{name}]" if is_table else f"key {name!r} above the tables"
        table, key = (name, "") if is_table else (TOP, name)
        step = "mend the name, or take it out"
        raise source.wrong(f"a config has no {what}{_nearest(name)}", table, key, next_step=step)
    if not isinstance(value, Mapping):
        step = f"write [{name}] on a line of its own, and its keys below"
        raise source.wrong(f"{name} is a table, not a value", TOP, name, next_step=step)


def _table(tree: Tree, name: str) -> Tree:
    found = tree.get(name, {})
    return found if isinstance(found, Mapping) else {}


def _model_keys(model: Tree, source: Source) -> list[Key]:
    """Return the keys of the model that is named; a name that is none is refused."""
    name = model.get("name")
    if isinstance(name, str) and name in MODELS:
        return list(keys(MODELS[name]))
    allowed = _listed(f'"{one}"' for one in MODELS)
    if name is None:
        step = f"write below [model]: name = {allowed}"
        raise source.wrong("[model] has no name", "model", next_step=step)
    near = get_close_matches(str(name).lower(), MODELS, n=1)
    raise source.wrong(
        f"[model] name can't be {_said(name)}; it may be {allowed}",
        "model",
        "name",
        next_step=f"write: name = {as_toml(near[0])}" if near else "choose one of them",
    )


def _check_keys(table: str, said: Tree, known: list[Key], source: Source) -> None:
    by_name = {key.name: key for key in known}
    for name, value in said.items():
        if table == "model" and name == "name":
            continue
        if name not in by_name:
            what = f"[{table}] has no key {name!r}{_near_key(name, table, by_name)}"
            step = "mend the name, or take the line out"
            raise source.wrong(what, table, name, next_step=step)
        _check_value(table, by_name[name], value, source)
    for key in known:
        if key.default is None and key.name not in said:
            step = f"write below [{table}]: {key.name} = ({key.allowed})"
            raise source.wrong(f"[{table}] has no {key.name}", table, next_step=step)


def _check_value(table: str, key: Key, value: object, source: Source) -> None:
    if key.fits(value):
        return
    meant = _unquoted(key, value) or _nearest_option(key, value) or key.default
    raise source.wrong(
        f"[{table}] {key.name} can't be {_said(value)}; it may be {key.allowed}",
        table,
        key.name,
        next_step=f"write: {key.name} = {meant}" if meant else "mend the value",
    )


def _unquoted(key: Key, value: object) -> str:
    """Return a number that stands in quotes without them, if it is one that fits."""
    if not isinstance(value, str):
        return ""
    for read in (int, float):
        try:
            number = read(value)
        except ValueError:
            continue
        if key.fits(number):
            return as_toml(number)
    return ""


def _nearest_option(key: Key, value: object) -> str:
    near = get_close_matches(str(value).lower(), key.options, n=1)
    return as_toml(near[0]) if near else ""


def _check_length(training: Tree, source: Source) -> None:
    """Refuse a training whose length is told twice, or not at all."""
    told = [name for name in ("steps", "epochs") if name in training]
    if len(told) == 2:
        raise source.wrong(
            "[training] has both steps and epochs, and they may not agree",
            "training",
            "epochs",
            next_step="take one of the two out",
        )
    if not told:
        raise source.wrong(
            "[training] doesn't say how long: it has neither steps nor epochs",
            "training",
            next_step="write below [training]: steps = 1000",
        )


def _check_ending(weights: Tree, source: Source) -> None:
    """Refuse a file of weights by whose name something else may be meant, such as a folder."""
    path = str(weights["path"])
    if not path.endswith(ENDING):
        raise source.wrong(
            f"[weights] path can't be {as_toml(path)}: the name of such a file ends in {ENDING}",
            "weights",
            "path",
            next_step=f'write: path = "../weights/my-model{ENDING}"',
        )


def _nearest(name: str) -> str:
    homes = {key.name: table for table, known in _PLAIN.items() for key in keys(known)}
    if name in homes:
        return f"; it belongs below [{homes[name]}]"
    near = get_close_matches(name, _TABLES, n=1)
    listed = ", ".join(f"[{table}]" for table in _TABLES)
    return f"; did you mean [{near[0]}]?" if near else f"; there are {listed}"


def _near_key(name: str, table: str, here: Iterable[str]) -> str:
    """Return the key that was meant: of this table if one is near, else where it belongs."""
    mine = ["name", *here] if table == "model" else list(here)
    if near := get_close_matches(name, mine, n=1):
        return f"; did you mean {near[0]!r}?"
    for other, known in _PLAIN.items():
        if other != table and name in {key.name for key in keys(known)}:
            return f"; it belongs below [{other}]"
    owners = [model for model, known in MODELS.items() if name in {key.name for key in keys(known)}]
    if owners:
        return f"; the models that have it are {_listed(owners, 'and')}"
    return f"; it has {', '.join(mine)}"


def _listed(names: Iterable[str], word: str = "or") -> str:
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def _said(value: object) -> str:
    if isinstance(value, float):
        return f"{value}"  # also where it is none that JSON has, such as nan
    if isinstance(value, bool | int | str):
        return as_toml(value)
    return "a table" if isinstance(value, Mapping) else f"a {type(value).__name__}"
