"""The HTML report in a real browser."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from mtaudit.model import BackTranslation, Finding, RuleRun, Score
from mtaudit.mqm import Severity
from mtaudit.writers import writer
from mtaudit.writers.html import NumberedFinding, runs

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    driver, binary = shutil.which("chromedriver"), shutil.which("chromium")
    if driver is None or binary is None:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(argument)
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    yield browser
    browser.quit()


@pytest.fixture
def page(browser, report, audience, tmp_path) -> webdriver.Chrome:
    path = tmp_path / "report.html"
    path.write_text(writer("html")(report, audience), "utf-8")
    browser.get(path.as_uri())
    return browser


def test_findings_are_marked_in_the_text(page):
    marks = page.find_elements(By.CSS_SELECTOR, "#d1 .text mark")
    assert [mark.text for mark in marks] == [
        "Skip to content1",
        "<b>3",
        "OTSC23",
        "</b>3",
        "4",
    ]
    assert "major" in marks[2].get_attribute("class")


def test_the_text_is_shown_verbatim_and_never_as_markup(page):
    text = page.find_elements(By.CSS_SELECTOR, "#d1 .text")[1]
    assert text.find_elements(By.TAG_NAME, "b") == []
    assert "& “friends”. “." in text.text


def test_source_backtranslation_and_reference_stand_beside(page):
    aside = page.find_elements(By.CSS_SELECTOR, "#d1 .aside")[1].text
    for expected in ("L’OTSC", "L’OTSC et amis.", "The CSTO and friends."):
        assert expected in aside


def test_right_to_left_text_runs_right_to_left(page):
    assert page.find_element(By.CSS_SELECTOR, "#d2 .text").get_attribute("dir") == "rtl"


def test_nothing_is_loaded_from_elsewhere(page):
    entries = page.execute_script("return performance.getEntriesByType('resource').length")
    assert entries == 0
    assert page.get_log("browser") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(page, scheme):
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    for selector in (".text", "mark.major", "mark.minor", ".quiet", ".remedy", ".badge.critical"):
        assert _contrast(page, selector) >= 4.5, selector


def test_narrow_screens_do_not_scroll_sideways(page):
    page.set_window_size(500, 800)
    width = page.execute_script("return document.documentElement.scrollWidth - innerWidth")
    page.set_window_size(1200, 900)
    assert width <= 0


def test_runs_cover_the_text_once():
    def finding(start: int, end: int, severity: Severity) -> Finding:
        return Finding("ART001", "n", "accuracy", severity, "s", start, end, "", "m")

    text = "abcdef"
    numbered = [
        NumberedFinding(1, finding(0, 4, Severity.MINOR)),
        NumberedFinding(2, finding(2, 6, Severity.MAJOR)),
        NumberedFinding(3, finding(6, 6, Severity.MINOR)),
    ]
    found = runs(text, numbered)
    assert "".join(run.text for run in found) == text
    assert [(run.text, run.numbers, run.severity) for run in found] == [
        ("ab", (1,), "minor"),
        ("cd", (1, 2), "major"),
        ("ef", (2,), "major"),
        ("", (3,), "minor"),
    ]


def _contrast(page: webdriver.Chrome, selector: str) -> float:
    """The WCAG contrast of an element's text with what is behind it."""
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    contrast: float = page.execute_script(script, selector)
    return contrast


def test_a_backtranslation_stands_with_its_engine_and_what_it_was_compared_with(report, audience):
    first, second = report.documents
    signature = "nrefs:1|engine:opus|direction:en-fr|pivot:no|against:source|segments:1/2|failed:1"
    first = replace(
        first,
        scores=(Score("chrf", 50.0, "nrefs:1"), Score("backtranslation_chrf", 62.5, signature)),
        segment_scores=({}, {"chrf": 50.0, "backtranslation_chrf": 62.5}),
        backtranslations=(
            BackTranslation("et et et et", "en-fr", "opus", "runs in a loop"),
            BackTranslation("L’OTSC et amis.", "en-fr", "opus"),
        ),
    )
    second = replace(second, skipped={"backtranslation": "no model for ar-en", "quality": "off"})
    runs = (RuleRun("backtranslation", "ran"), RuleRun("quality", "skipped", "off"))
    page = writer("html")(replace(report, documents=(first, second), score_runs=runs), audience)
    assert page.count("back-translation by opus, en-fr") == 2
    assert "(runs in a loop: not compared)" in page
    assert "with the source: chrF 62.5" in page
    assert "No backtranslation scores: no model for ar-en." in page
    assert "No quality scores" not in page
