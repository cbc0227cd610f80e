import json
from pathlib import Path

import pytest

from mtaudit.errors import GlossaryError, InputError
from mtaudit.glossary.readers import read_glossary
from mtaudit.glossary.writers import write_glossary

DATA = Path(__file__).parent / "data"
V2 = """<?xml version="1.0"?>
<martif type="TBX-Core" xml:lang="en"><text><body>
<termEntry><langSet xml:lang="FR"><ntig><termGrp><term>taux <hi>directeur</hi></term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="en_us"><tig><term>key rate</term></tig>
<tig><term>guide rate</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""
TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu><prop type="x-domain">law</prop>
<tuv xml:lang="fr"><seg>loi <bpt i="1">&lt;b></bpt>cadre</seg></tuv>
<tuv xml:lang="en"><seg>framework law</seg></tuv></tu></body></tmx>"""
WIKIDATA = json.dumps(
    {
        "entities": {
            "Q1": {
                "id": "Q1",
                "labels": {"fr": {"language": "fr", "value": "OTSC"}, "en": {"value": "CSTO"}},
                "aliases": {"en": [{"value": "Tashkent Pact"}], "simple": [{"value": "x"}]},
            },
            "Q2": {"id": "Q2", "labels": {}, "aliases": []},
        }
    },
    indent=1,
)
ROWS = json.dumps(
    [{"source": "OTSC", "target": ["CSTO"], "source_lang": "fr", "case_sensitive": True}]
)


def read(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_glossary(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_in_any_order(tmp_path, delimiter):
    rows = [["target", "source", "source_lang", "forbidden"], ["CSTO|ODKB", "OTSC", "fr", "OTSC"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    (term,) = read(tmp_path, "g.csv", "\ufeff" + text).terms
    assert (term.source, term.targets, term.forbidden) == ("OTSC", ("CSTO", "ODKB"), ("OTSC",))
    assert (term.source_lang, term.target_lang, term.line) == ("fr", None, 2)


def test_all_columns(tmp_path):
    text = (
        "source,target,variants,do_not_translate,pos,domain,status,first_mention,note,#count\n"
        '"DB, Bahn",,Bahn|die Bahn,yes,noun,rail,,x,"two\nlines",7\nold,gone,,,,,deprecated,,,\n'
    )
    term, old = read(tmp_path, "g.csv", text).terms
    assert term.source == "DB, Bahn"
    assert term.variants == ("Bahn", "die Bahn")
    assert (term.do_not_translate, term.first_mention, term.pos) == (True, True, "noun")
    assert (term.domain, term.note) == ("rail", "two lines")
    assert (old.targets, old.forbidden, old.line) == ((), ("gone",), 4)


def test_two_columns_need_no_header(tmp_path):
    (term,) = read(tmp_path, "g.tsv", "OTSC\tCSTO\n").terms
    assert (term.source, term.targets, term.line) == ("OTSC", ("CSTO",), 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.tbx", V2),
        ("g.xml", V2),
        ("g.tbx", V2.encode("utf-16")),
        (
            "g.tbx",
            V2.replace("martif", "x:martif", 1)
            .replace("</martif", "</x:martif")
            .replace(' type="TBX-Core"', ' xmlns:x="u"'),
        ),
    ],
)
def test_tbx_in_any_dress(tmp_path, name, text):
    text = text.replace('<?xml version="1.0"?>', "") if isinstance(text, str) else text
    (concept,) = read(tmp_path, name, text).concepts
    term = concept.term("fr", "en")
    assert (term.source, term.targets, term.forbidden) == (
        "taux directeur",
        ("key rate",),
        ("guide rate",),
    )
    assert concept.languages == ("fr", "en-US")


@pytest.mark.parametrize("name", ["politics.v2.tbx", "economy.v3.tbx"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".tbx", ".tmx", ".json"])
def test_conversion_keeps_what_is_said_of_every_pair(tmp_path, name, suffix):
    before = read_glossary(DATA / name)
    after = read(tmp_path, f"g{suffix}", write_glossary(before, suffix))
    for pair in (("de", "en"), ("en", "ru"), ("fr", "de")):
        sides = [
            {(t.source, t.variants, t.targets, t.forbidden, t.domain) for t in g.for_pair(*pair)}
            for g in (before, after)
        ]
        assert sides[0] == sides[1]
        assert len(sides[0]) > 9


def test_version_2_and_3_say_the_same(tmp_path):
    old = read_glossary(DATA / "politics.v2.tbx")
    new = read(tmp_path, "g.tbx", write_glossary(old, ".tbx"))
    plain = [[(n.text, n.lang, n.standing, n.pos) for n in c.names] for c in old.concepts]
    assert [[(n.text, n.lang, n.standing, n.pos) for n in c.names] for c in new.concepts] == plain


def test_tables_go_into_termbases_with_all_they_say(tmp_path):
    text = (
        "source,target,forbidden,variants,do_not_translate,case_sensitive,first_mention,note\n"
        "a,b|c,d,e,,yes,yes,n & <m>\nX,,,,yes,,,\n"
    )
    before = read(tmp_path, "g.csv", text)
    for suffix in (".tbx", ".tmx"):
        written = write_glossary(before, suffix, source_lang="fr", target_lang="en")
        first, kept = read(tmp_path, f"g{suffix}", written).for_pair("fr", "en")
        assert (first.targets, first.forbidden, first.variants) == (("b", "c"), ("d",), ("e",))
        assert (first.case_sensitive, first.first_mention, first.note) == (True, True, "n & <m>")
        assert kept.do_not_translate
    with pytest.raises(GlossaryError, match=r"g.csv:2: 'a' does not state its languages"):
        write_glossary(before, ".tbx")


def test_tmx(tmp_path):
    (concept,) = read(tmp_path, "g.tmx", TMX).concepts
    assert concept.term("fr", "en").source == "loi cadre"
    assert concept.domain == "law"


def test_json_rows_and_entities(tmp_path):
    (term,) = read(tmp_path, "rows.json", ROWS).terms
    assert (term.targets, term.case_sensitive, term.source_lang) == (("CSTO",), True, "fr")
    (concept,) = read(tmp_path, "q.json", WIKIDATA).concepts
    assert concept.term("fr", "en").targets == ("CSTO", "Tashkent Pact")
    assert (concept.note, concept.line) == ("Q1", 3)
    lines = '{"labels": {"en": "a", "fr": "b"}}\n{"labels": {"en": "c", "fr": "d"}}\n'
    assert [c.line for c in read(tmp_path, "l.json", lines).concepts] == [1, 2]
    dump = "[\n" + lines.replace("}\n{", "},\n{") + "]"
    assert [c.line for c in read(tmp_path, "d.json", dump).concepts] == [2, 3]


def xml(body, root="tbx"):
    return f"<{root}>\n<text><body>\n{body}\n</body></text>\n</{root}>"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("g.csv", "source,note\na,b", "g.csv:1: no column 'target' in the header"),
        ("g.csv", "source,target,colour\na,b,c", "g.csv:1: unknown column 'colour'"),
        ("g.csv", "source,target,target\na,b,c", "g.csv:1: two columns 'target'"),
        ("g.csv", "source,target\n,b", "g.csv:2: an empty source term"),
        ("g.csv", "source,target,note\na,,", "g.csv:2: 'a' has neither a target nor"),
        ("g.csv", "source,target\na,b,c", "g.csv:2: more cells than columns"),
        ("g.csv", "source,target,source_lang\na,b,xq1", "g.csv:2: "),
        (
            "g.csv",
            "source,target,case_sensitive\na,b,maybe",
            "g.csv:2: 'case_sensitive' is 'maybe'",
        ),
        ("g.csv", 'source,target\na,"b"c\n', "g.csv:2: not a table"),
        ("g.csv", 'source,target\na,"b\n\nc,d', "g.csv:4: not a table"),
        ("g.csv", "<?xml version='1.0'?><tbx/>", "g.csv:1: XML where a table is expected"),
        ("g.tbx", "<tbx>\n<text></tbx>", "g.tbx:2: not well-formed XML"),
        ("g.tbx", "plain text", "g.tbx:1: not well-formed XML"),
        ("g.tbx", "<html/>", "g.tbx:1: the root is <html>"),
        ("g.tbx", xml(""), "g.tbx:1: no terms in it"),
        ("g.tbx", xml("<conceptEntry>\n<langSec/></conceptEntry>"), "g.tbx:4: <langSec> without"),
        (
            "g.tbx",
            xml('<conceptEntry>\n<langSec xml:lang="zz9"/></conceptEntry>'),
            "g.tbx:4: 'zz9' is not a language code",
        ),
        (
            "g.tbx",
            xml(
                '<termEntry><langSet xml:lang="fr"><tig>\n<term> </term></tig></langSet>'
                "</termEntry>"
            ),
            "g.tbx:4: an empty term",
        ),
        (
            "g.tbx",
            '<!DOCTYPE tbx [\n<!ENTITY a "b">]>\n<tbx/>',
            "g.tbx:2: declares entities",
        ),
        (
            "g.tbx",
            '<!DOCTYPE tbx [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tbx>&a;</tbx>',
            "g.tbx:2: declares entities",
        ),
        ("g.tmx", xml("<tu><tuv><seg>a</seg></tuv></tu>", "tmx"), "g.tmx:3: <tuv> without"),
        ("g.tmx", xml('<tu><tuv lang="fr"><seg/></tuv></tu>', "tmx"), "g.tmx:3: an empty term"),
        ("g.tmx", "<tmx><body>", "g.tmx:1: not well-formed XML"),
        ("g.json", '[{"source": "a"\n', "g.json:2: not JSON"),
        ("g.json", "[\n{}, 3]", "g.json:2: "),
        ("g.json", "[\n3]", "g.json:2: an item that is no object"),
        ("g.json", '[{"source": 3, "target": "b"}]', "g.json:1: 'source' is not a text"),
        ("g.json", "[]", "g.json:1: no terms in it"),
        ("g.json", '[{"source": "a", "target": "b"}', "g.json:1: not JSON"),
        ("g.json", '{"labels": {"en": 3}}', "g.json:1: a label in 'en' that is no text"),
        ("g.json", "[" * 100_000, "g.json:1: nested too deeply"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, name, text, message):
    with pytest.raises(GlossaryError) as error:
        read(tmp_path, name, text)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "data"), [("g.tbx", b""), ("g.csv", b"\n"), ("g.csv", b"PK\x03\x04a")]
)
def test_what_is_no_glossary_at_all(tmp_path, name, data):
    with pytest.raises(InputError):
        read(tmp_path, name, data)
    with pytest.raises(InputError):
        read_glossary(tmp_path)


def test_an_unknown_ending_is_no_format():
    with pytest.raises(GlossaryError, match="says no format"):
        write_glossary(read_glossary(DATA / "economy.v3.tbx"), ".doc")
