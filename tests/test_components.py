from bench.attribution import Found
from bench.components import Sentences, count, figures

TEXT = "Mr. Lee said: “It rains. It pours!” Then he left."


def at(part: str) -> list[tuple[int, int]]:
    return [(TEXT.index(part), TEXT.index(part) + len(part))]


def test_spans_are_cut_where_sentences_end() -> None:
    sentences = Sentences(TEXT)
    read = [
        TEXT[sentences.starts[one] : sentences.ends[other - 1]]
        for one, other in sentences.pieces(at("Lee said: “It rains. It pours!” Then"))
    ]
    assert read == ["Lee said: “It rains.", "It pours!”", "Then"]


def test_a_piece_counts_only_with_the_very_same_tokens() -> None:
    gold = [Found(at("“It rains. It pours!”"), at("said"), at("Mr. Lee"))]
    found = [Found(at("It rains. It pours!”"), at("said"), at("Lee"))]
    table = figures(count(TEXT, gold, found))
    assert (table["content"].precision, table["content"].recall) == (0.5, 0.5)
    assert (table["cue"].f1, table["source"].f1) == (1.0, 0.0)


def test_gold_against_itself_is_all_right() -> None:
    gold = [Found(at("“It rains. It pours!”"), at("said"), at("Mr. Lee"))]
    assert {rate.f1 for rate in figures(count(TEXT, gold, gold)).values()} == {1.0}
