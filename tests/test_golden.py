"""Reports of the seeds, byte for byte.

After a change that is meant: ``mtaudit audit seeds --models none --format json --output
reports/golden/seeds.json``, likewise for html, and read the difference.
"""

import pytest

from mtaudit.cli.main import main


@pytest.mark.parametrize("format_", ["json", "html"])
def test_the_seeds_are_reported_as_before(request, monkeypatch, tmp_path, format_):
    root = request.config.rootpath
    monkeypatch.chdir(root)
    output = tmp_path / "report"
    with pytest.raises(SystemExit):
        main(["audit", "seeds", "--models", "none", "--format", format_, "--output", str(output)])
    assert output.read_bytes() == (root / "reports" / "golden" / f"seeds.{format_}").read_bytes()
