from mtaudit.documents import assemble
from mtaudit.readers.base import Article, Block


def article(*paragraphs: str) -> Article:
    return Article("a", "a.txt", tuple(Block(text, line=n) for n, text in enumerate(paragraphs, 1)))


def test_segments_carry_source_and_references():
    document = assemble(
        article("The minister resigned on Monday. The strike goes on in Lyon."),
        article("Le ministre a démissionné lundi. La grève continue à Lyon."),
        [article("On Monday, the minister stepped down. In Lyon the strike continues.")],
        "fr",
        "en",
    )
    assert [(s.translation, s.source, s.references) for s in document.segments] == [
        (
            "The minister resigned on Monday.",
            "Le ministre a démissionné lundi.",
            ("On Monday, the minister stepped down.",),
        ),
        (
            "The strike goes on in Lyon.",
            "La grève continue à Lyon.",
            ("In Lyon the strike continues.",),
        ),
    ]


def test_sentences_that_one_source_sentence_answers_are_joined_verbatim():
    document = assemble(
        article("The minister resigned on Monday 3 May.\u00a0 Dupont thanked him for 12 years."),
        article(
            "Le ministre a démissionné lundi 3 mai et le président Dupont l’a remercié pour 12 ans."
        ),
        [],
        "fr",
        "en",
    )
    (segment,) = document.segments
    assert segment.translation == (
        "The minister resigned on Monday 3 May.\u00a0 Dupont thanked him for 12 years."
    )


def test_what_nothing_answers_is_kept_apart():
    document = assemble(
        article(
            "Skip to content",
            "The minister resigned on Monday 3 May.",
            "The strike in Lyon goes on.",
        ),
        article(
            "Le ministre a démissionné lundi 3 mai.",
            "Le président Dupont a signé 14 décrets à Paris dans la soirée.",
            "La grève continue à Lyon.",
        ),
        [],
        "fr",
        "en",
    )
    assert document.segments[0].source is None
    assert [(u.position, u.text) for u in document.unaligned_source] == [
        (2, "Le président Dupont a signé 14 décrets à Paris dans la soirée.")
    ]


def test_a_translation_without_text_has_no_segments():
    document = assemble(article(), article("Le ministre a démissionné."), [], "fr", "en")
    assert document.segments == ()
    assert [unaligned.text for unaligned in document.unaligned_source] == [
        "Le ministre a démissionné."
    ]
