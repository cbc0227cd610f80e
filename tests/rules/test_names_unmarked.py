"""Names of translations from scripts without capitals."""

import pytest

from mtaudit.model import Finding
from mtaudit.mqm import Severity
from mtaudit.rules.base import Example, Rule
from mtaudit.rules.names_compared import NameMissing, NameReplaced, NameUnsupported
from mtaudit.testing import findings_of

RULES = (NameReplaced(), NameMissing(), NameUnsupported())


def findings(rule: Rule, languages: str, source: str, translation: str) -> tuple[Finding, ...]:
    return findings_of(rule, Example(languages, translation, source))


def texts(rule: Rule, languages: str, source: str, translation: str) -> list[str]:
    return [finding.text for finding in findings(rule, languages, source, translation)]


@pytest.mark.parametrize(
    ("languages", "source", "translation", "expected"),
    [
        ("zh-en", "他周一在柏林会见了议员。", "He met lawmakers in Madrid on Monday.", ["Madrid"]),
        ("zh-en", "谷歌将裁员一万人。", "Samsung will cut 10,000 jobs.", ["Samsung"]),
        ("ja-en", "首相は月曜日、ロンドンを訪問した。", "The premier visited Lisbon on Monday.",
         ["Lisbon"]),
        ("ja-en", "シュレーダー氏は欠席した。", "Then Wolfgang Niersbach left.",
         ["Wolfgang Niersbach"]),
        ("ko-en", "총리는 월요일 베를린을 방문했다.", "The premier visited Madrid on Monday.",
         ["Madrid"]),
        ("hi-en", "वह सोमवार को ज़िम्बाब्वे गए।", "He went to Croatia on Monday.", ["Croatia"]),
        ("ar-en", "وصل الوزير إلى برلين.", "The minister arrived in Madrid.", ["Madrid"]),
        ("zh-en", "杭州市消防部门表示。", "The Shenyang Fire Department said so.", ["Shenyang"]),
        ("zh-en", "英国议会否决了议案。", "The Canadian parliament rejected it.", ["Canadian"]),
        ("zh-en", "工党议员倒戈。", "The Conservative Party rebelled.",
         ["Conservative Party"]),
        ("ja-en", "前田さんが勝った。", "Mr. Fujimoto won.", ["Fujimoto"]),
        ("zh-en", "嫌疑人黄某被捕。", "The suspect, surnamed Xu, was arrested.", ["Xu"]),
        ("zh-en", "骑手小陈说平台拒绝赔偿。", "Lao Wang said it refused to pay.", ["Wang"]),
        ("hi-en", "श्रीलंका में ईंधन और क़ीमतें।", "Fuel and prices in Argentina.", ["Argentina"]),
        ("ja-en", "札幌市が公表した。", "Nagoya City released it.", ["Nagoya"]),
        ("hi-en", "सैमसंग का उत्पादन बढ़ा।", "Output at Hyundai grew.", ["Hyundai"]),
        ("hi-en", "जर्मनी के हैम्बर्ग शहर में हड़ताल हुई।", "There was a strike in Stuttgart, Germany.",
         ["Stuttgart"]),
        ("hi-en", "पटना हाईकोर्ट ने जवाब मांगा।", "The Kerala High Court sought a reply.",
         ["Kerala High Court"]),
    ],
)  # fmt: skip
def test_finds_names_put_for_others(languages, source, translation, expected):
    assert texts(NameReplaced(), languages, source, translation) == expected


@pytest.mark.parametrize(
    ("languages", "source", "translation", "expected"),
    [
        ("zh-en", "导演表示，影片很成功。", "Director Feng Xiaogang said it was a success.",
         ["Feng Xiaogang"]),
        ("hi-en", "मंत्री ने कहा कि बजट बढ़ेगा।", "The budget would grow, said Raghuram Patnaik.",
         ["Patnaik"]),
        ("zh-en", "会议在该市举行。", "The meeting was held in Nairobi.", ["Nairobi"]),
    ],
)  # fmt: skip
def test_finds_names_that_come_from_nowhere(languages, source, translation, expected):
    found = findings(NameUnsupported(), languages, source, translation)
    assert [finding.text for finding in found] == expected
    assert {finding.severity for finding in found} == {Severity.MINOR}


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("zh-en", "美国总统周二访问了法国。", "The American president visited France on Tuesday."),
        ("zh-en", "中英两国签署了协议。", "China and Britain signed an agreement."),
        ("zh-en", "京津冀豫四省市受益。", "Beijing, Tianjin, Hebei and Henan benefit."),
        ("zh-en", "西安一家书店开业。", "A bookshop has opened in Xi'an."),
        ("zh-en", "古迪纳夫获奖。", "Stanley Goodenough won the prize."),
        ("zh-en", "英国政府拒绝评论。", "The government declined to comment."),
        ("zh-en", "井冈山设立了分会场。", "A second venue was set up in Jinggangshan."),
        ("zh-en", "即使写成 boston 也可以。", "Boston may be written so."),
        ("ja-en", "米アップルのクック氏は述べた。", "Tim Cook of America's Apple said so."),
        ("ja-en", "札幌で大谷投手が語った。", "Pitcher Ohtani spoke in Sapporo."),
        ("ja-en", "板門店で会談した。", "They met in Panmunjom."),
        ("ja-en", "スマートフォンのアイコンを押す。", "Press the icon on the smartphone."),
        ("hi-en", "हाँगकाँग में राहुल गांधी ने कहा।", "Rahul Gandhi said so in Hong Kong."),
        ("hi-en", "जर्मन कंपनी फ़ोक्सवैगन पर जुर्माना लगा।", "Germany's Volkswagen was fined."),
        ("hi-en", "लोकसभा ने विधेयक पारित किया।", "India's lower house passed the bill."),
        ("ko-en", "미국 대통령은 서울에 도착했다.", "The US president arrived in Seoul."),
        ("ar-en", "وبواشنطن التقى الأميركي.", "He met the American in Washington."),
        ("zh-ja", "他在柏林。", "彼はマドリードにいる。"),
        ("ja-en", "ﾍﾞﾙﾘﾝを訪問した。", "He visited Berlin."),
        ("ar-en", "زار اسبانيا والمانيا وايطاليا.", "He visited Spain, Germany and Italy."),
        ("ar-en", "ماهي الأسباب؟ ويا للأسف.", "What are the reasons? Alas."),
        ("zh-en", "紐西蘭總理訪問了寮國。", "The premier of New Zealand visited Laos."),
        ("zh-en", "从下周一起，杭州将开通公交。", "From next Monday, Hangzhou will have buses."),
        ("zh-en", "阿里巴巴在香港联交所上市。", "Alibaba is on the Hong Kong stock exchange."),
        ("ja-en", "渡邉さんと﨑山さんが勝った。", "Watanabe and Sakiyama won."),
        ("ja-en", "アルツハイマー病の新薬が承認された。", "An Alzheimer's drug was approved."),
        ("ja-en", "線を引く領域です。", "This is the Line area."),
        ("hi-en", "शिवसेना और कांग्रेस मिले।", "Shiv Sena and Congress met."),
        ("hi-en", "जयपुर साहित्य उत्सव शुरू हुआ।", "The Jaipur Literature Festival has begun."),
        ("hi-en", "कश्मीर के सेब उत्पादकों को डर है।", "Apple growers in Kashmir are afraid."),
        ("th-en", "นายกรัฐมนตรีเดินทางไปเชียงใหม่", "The premier travelled to Chiang Mai."),
        ("zh-en", "嫌疑人黄某和李女士。", "A suspect surnamed Huang and Ms. Li."),
        ("zh-en", "届时从花溪到乌当。", "By then from Huaxi to Wudang."),
        ("zh-en", "主教练伊万科维奇辞职。", "The coach has resigned in."),
        ("ja-en", "途中出場の上田が決めた。", "Substitute Ueda scored."),
        ("ja-en", "昨季14位に沈んだ柏は好調だ。", "Kashiwa, 14th last season, do well."),
        ("ja-en", "ロシア外務省は警告した。", "The foreign ministry warned that Moscow would act."),
        ("ja-en", "DeNAの三浦監督は語った。", "DeNA BayStars manager Miura spoke."),
        ("ja-en", "柳田悠岐が打った。", "Yuki Yanagita hit it."),
        ("hi-en", "रिज़र्व बैंक ने कहा।", "The Reserve Bank of India said so."),
        ("ta-en", "பிரதமர் சென்னையில் இருந்தார்.", "The premier was in Chennai."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rule", RULES)
def test_leaves_names_alone_that_both_sides_have(rule, languages, source, translation):
    assert texts(rule, languages, source, translation) == []


def test_marks_a_name_of_the_source_with_all_its_signs():
    source = "मोहम्मद देइफ़ ने सोमवार को कहा।"
    (finding,) = findings(NameMissing(), "hi-en", source, "He said so on Monday.")
    assert (finding.text, finding.side) == ("मोहम्मद देइफ़", "source")
    assert source[finding.start : finding.end] == finding.text


def test_names_a_place_for_a_place_and_a_person_for_a_person():
    source = "特朗普周二在柏林会见了议员。"
    translation = "On Tuesday Obama met lawmakers in Madrid."
    obama, madrid = findings(NameReplaced(), "zh-en", source, translation)
    assert "“特朗普”" in obama.message
    assert "“柏林”" in madrid.message
    assert madrid.severity is Severity.MAJOR


def test_a_foreign_word_does_not_end_the_comparison():
    source = "Angela Merkel und Herr 王 kamen nach Berlin."
    translation = "Erwin Huber and Mr Wang came to Berlin."
    assert texts(NameReplaced(), "de-en", source, translation) == ["Erwin Huber"]


def test_names_the_gap_and_what_is_lost():
    source = "他周一在柏林会见了特朗普的律师。"
    (finding,) = findings(NameMissing(), "zh-en", source, "He met the lawyer on Monday in.")
    assert finding.text == "in"
    assert "“特朗普”" in finding.message or "“柏林”" in finding.message
