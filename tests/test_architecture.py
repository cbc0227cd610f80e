"""Imports go one way, and what is asked for by few is loaded for few."""

import ast
import subprocess
import sys
from pathlib import Path

import mtaudit

ROOT = Path(mtaudit.__file__).parent
LAYERS = [
    {"model", "mqm", "errors"},
    {
        "engines",
        "glossary",
        "text",
        "lang",
        "config",
        "readers.base",
        "readers.encoding",
        "readers.charset",
    },
    {
        "segmentation",
        "alignment",
        "documents",
        "readers",
        "rules",
        "scorers",
        "writers",
        "gate",
        "selection",
        "fixing",
    },
    {"pairing", "audit", "comparison", "testing"},
    {"cli", "__main__"},
]
FORBIDDEN = {
    "rules": {"readers", "writers", "cli", "scorers"},
    "readers": {"rules", "writers", "scorers"},
    "writers": {"readers", "rules", "scorers", "engines", "text"},
    "scorers": {"readers", "rules", "writers"},
}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mtaudit."):
            found.add(node.module.removeprefix("mtaudit."))
    return found


def layer(name: str) -> int:
    for candidate in (".".join(name.split(".")[:2]), name.split(".", maxsplit=1)[0]):
        for number, names in enumerate(LAYERS):
            if candidate in names:
                return number
    raise AssertionError(f"{name} belongs to no layer")


def test_imports_go_downward():
    for path in ROOT.rglob("*.py"):
        name = module_name(path)
        if name == "__init__":
            continue
        for imported in imports(path):
            assert layer(imported) <= layer(name), f"{name} imports {imported}"


def test_rooms_do_not_know_each_other():
    for path in ROOT.rglob("*.py"):
        room = module_name(path).split(".")[0]
        for imported in imports(path):
            assert imported.split(".")[0] not in FORBIDDEN.get(room, set()), f"{path}: {imported}"


def test_help_loads_no_model_library():
    script = (
        "import sys; from mtaudit.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'numpy', 'sacrebleu', 'wordfreq'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_modules_and_functions_stay_small():
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        assert text.count("\n") <= 500, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno
                assert length <= 60, f"{path}: {node.name} has {length} lines"
