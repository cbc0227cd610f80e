import csv
import io

from mtaudit.glossary.extraction import as_table, extract
from mtaudit.glossary.readers import read_glossary
from mtaudit.model import Document, Segment

ROWS = [
    ("L’OTSC a envoyé des troupes au Kazakhstan.", "The CSTO sent troops to Kazakhstan."),
    ("Le sommet de l’OTSC a lieu à Minsk.", "The CSTO summit is held in Minsk."),
    ("Moscou et l’OTSC négocient la paix.", "Moscow and the CSTO negotiate peace."),
    ("La banque centrale relève son taux directeur.", "The central bank raises its key rate."),
    ("Le taux directeur reste inchangé à Minsk.", "The key rate is unchanged in Minsk."),
    ("Un taux directeur élevé freine les achats.", "A high key rate slows purchases."),
    ("Les troupes quittent la capitale.", "The troops leave the capital."),
    ("La pluie tombe sur le marché.", "Rain falls on the market."),
    ("Le maire ouvre une école.", "The mayor opens a school."),
    ("Les pêcheurs protestent au port.", "The fishermen protest at the port."),
]


def folder():
    segments = [
        Segment(
            f"s{n}",
            reference.replace("CSTO", "OTSC") if n == 2 else reference,
            source,
            (reference,),
        )
        for n, (source, reference) in enumerate(ROWS)
    ]
    return [Document("d", tuple(segments), "fr", "en")]


def test_pairs_are_proposed_and_broken_ones_marked():
    found = {each.source: each for each in extract(folder())}
    assert found["OTSC"].target == "CSTO"
    assert (found["OTSC"].together, found["OTSC"].broken) == (3, 1)
    assert "OTSC negotiate" in found["OTSC"].broken_context
    assert found["taux directeur"].target == "key rate"
    assert found["taux directeur"].broken == 0
    assert "Kazakhstan" in found["OTSC"].source_context
    assert "directeur" not in found


def test_the_table_is_a_glossary(tmp_path):
    table = as_table(extract(folder()), "fr", "en")
    path = tmp_path / "g.tsv"
    path.write_text(table, "utf-8")
    terms = {term.source: term.targets for term in read_glossary(path).terms}
    assert terms["OTSC"] == ("CSTO",)
    (row,) = [
        r for r in csv.DictReader(io.StringIO(table), delimiter="\t") if r["source"] == "OTSC"
    ]
    assert row["#broken"] == "1"


def test_nothing_comes_of_nothing():
    assert extract([]) == []
    assert extract([Document("d", (Segment("s1", "", ""),), "fr", "en")]) == []
