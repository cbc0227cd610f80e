from mtaudit.text import memo
from mtaudit.text.memo import Memo, kept


def test_a_memo_asks_once_for_each_string():
    asked = []
    lengths = Memo(lambda word: asked.append(word) or len(word))
    assert list(map(lengths.__getitem__, ["on", "on", "off"])) == [2, 2, 3]
    assert asked == ["on", "off"]


def test_a_memo_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(memo, "_REMEMBERED", 2)
    lengths = Memo(len)
    for word in ("a", "ab", "abc", "a"):
        assert lengths[word] == len(word)
        assert len(lengths) <= 2


def test_a_kept_property_is_worked_out_once_for_each_object():
    class Text:
        """A text."""

        def __init__(self, text):
            self.text, self.asked = text, 0

        @kept
        def length(self):
            """How long it is."""
            self.asked += 1
            return len(self.text)

    one, other = Text("on"), Text("off")
    assert (one.length, one.length, other.length) == (2, 2, 3)
    assert (one.asked, other.asked) == (1, 1)
    assert Text.length.__doc__ == "How long it is."
