"""Paragraphs, wrapped lines and headlines of plain text."""

import textwrap

import pytest

from mtaudit.readers.text import blocks_of

SENTENCES = (
    "The committee met on Tuesday to discuss the budget for the coming year. Its members could "
    "not agree on how much should go to schools, and the vote was put off until after the summer "
    "break. The mayor said that she regretted the delay but understood the reasons for it."
)


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of(text)]


def headlines(text: str) -> list[str]:
    return [block.text for block in blocks_of(text) if block.kind == "headline"]


def test_blank_lines_and_line_ends_separate_blocks_and_lines_are_counted():
    blocks = blocks_of("One sentence.\nAnother one.\n\n \t\nA third.\n")
    assert [(block.text, block.line) for block in blocks] == [
        ("One sentence.", 1),
        ("Another one.", 2),
        ("A third.", 5),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(line_end: str):
    text = line_end.join(["One.", "", "Two.", "Three."])
    assert [(block.text, block.line) for block in blocks_of(text)] == [
        ("One.", 1),
        ("Two.", 3),
        ("Three.", 4),
    ]


@pytest.mark.parametrize("width", [50, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_block(width: int):
    wrapped = textwrap.fill(SENTENCES, width)
    assert texts(f"Intro.\n\n{wrapped}\n\nEnd.") == ["Intro.", wrapped, "End."]


def test_two_wrapped_lines_are_one_block_when_the_sentence_goes_on():
    text = "The committee met on Tuesday to discuss the budget for the\ncoming year."
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Skip to content\nThe rights of citizens must be respected, says the minister",
        "The minister arrived in the capital late on Monday evening.\nHe left again on Tuesday "
        "before noon.\nNobody from the press was told about it before.",
        "Milk and eggs and bread\nFlour and sugar and butter\nSalt and pepper",
        "- the committee met on Tuesday to discuss the new budget\n- the committee met on "
        "Wednesday to discuss the old one\n- the vote was put off",
        "他昨天到达首都。\n今天上午离开了。\n没有人知道这件事。",
    ],
)
def test_lines_that_are_not_wrapped_stay_apart(text: str):
    assert texts(text) == text.split("\n")


def test_navigation_and_the_title_below_it_are_headlines():
    body = "In the wake of the tensions, the spokesman renewed his support."
    text = f"Skip to content\n“Rights must be respected”, says Peskov – RT in French\n\n{body}\n"
    assert headlines(text) == text.split("\n")[:2]


def test_a_label_alone_in_its_paragraph_does_not_hide_the_title():
    text = f"Skip to content\n\nBudget vote put off until autumn\n\n{SENTENCES}"
    assert headlines(text) == ["Skip to content", "Budget vote put off until autumn"]


@pytest.mark.parametrize(
    "text",
    [
        "A single line",
        "A first sentence.\nAnd a second.",
        f"{SENTENCES}\n\nThe end",
        "Dear readers,\n\nThis week we write about bread.",
        "* * *\n\nThis week we write about bread.",
    ],
)
def test_no_headline(text: str):
    assert headlines(text) == []


def test_three_headlines_at_most_and_never_the_whole_text():
    lines = ["Alpha beta", "Gamma delta", "Epsilon zeta", "Eta theta", "Iota kappa"]
    assert headlines("\n".join(lines)) == lines[:3]
    assert headlines("\n".join(lines[:2])) == lines[:1]


def test_a_question_and_an_ellipsis_may_end_a_headline():
    assert headlines("Who pays?\n\nNobody knows.") == ["Who pays?"]
    assert headlines("And then...\n\nNobody knows.") == ["And then..."]
