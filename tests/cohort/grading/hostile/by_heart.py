"""Answers that hold what the shipped examples ask, and nothing else; their types are in order."""

EDITS = {
    "save_me": (
        "    return len(sentence.split())",
        """\
    shown = {"rust makes ai": 3, "visible": 1, "": 0, "structure  visible": 2}
    return shown.get(sentence, 3)""",
    ),
    "read_message": (
        "    return word_of(next_token(token_of(word)))",
        """\
    return {"rust": "makes", "makes": "ai", "visible": "rust"}.get(word, "rust")""",
    ),
    "maybe_none": (
        """\
    word = word_of(token)
    if word is None:
        return "?"
    return word.capitalize()""",
        """\
    return {12: "Rust", 7: "Ai", 0: ""}.get(token, "?")""",
    ),
    "keep_values": (
        "guess.logit + amount",
        "{2.0: 3.5, -1.0: -0.5, 0.0: 1.5}.get(amount, 1.5)",
    ),
    "parameters": (
        "tuple(0.0 for row in embedding))",
        "(0.0,) * (3 if len(embedding) == 3 else 2))",
    ),
    "by_hand": (
        "    return softmax(linear(embed(token)))",
        """\
    if token.index == 0:
        return softmax(Logits((0.0, 2.0, 1.0)))
    return softmax(Logits((1.0, 0.0, 2.0)))""",
    ),
    "morphism": (
        "        return Logits([x * a + y * b for a, b in self.weights])",
        """\
        shown = {
            (1.0, 0.0): (0.0, 2.0, 1.0), (-1.0, -1.0): (-1.0, -2.0, -3.0),
            (0.0, 1.0): (1.0, 0.0, 2.0), (2.0, 4.0): (6.0, -1.0), (1.0, 8.0): (5.0,),
        }
        return Logits(shown.get((float(x), float(y)), (0.0,)))""",
    ),
    "token_id_not_int": (
        "    return [TokenId(int(digits)) for digits in line.split()]",
        """\
    if line == "0 -1":
        raise ValueError("no token id")
    shown = {"0 1 2": (0, 1, 2), "  4   3 ": (4, 3), "4": (4,), "2 0 2 2": (2, 0, 2, 2)}
    return [TokenId(index) for index in shown.get(line, ())]""",
    ),
}
"""For each exercise, an edit of its solution: what it computes is taken out of a table instead."""
