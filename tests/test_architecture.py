"""The house stands as it was agreed: imports go one way, every module says what it knows, none grows too large."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "build_tools"
MODULES = sorted(HOUSE.rglob("*.py"))

STAGES = {
    "importers",
    "sidecar",
    "segmentation",
    "repair",
    "structure",
    "description",
    "corpus",
    "checks",
    "pages",
    "exporters",
    "search",
}
# room → rooms of ours that it may import, itself aside
GROUND = {"model", "findings", "vocabulary"}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "model": set(),
    "findings": {"model"},
    "vocabulary": {"model", "findings"},
    "sandbox": set(),
    "workers": set(),
    "succession": set(),
    "replacement": {"succession"},
    **{stage: set(GROUND) for stage in STAGES},
    "importers": {*GROUND, "sandbox"},
    "search": {*GROUND, "workers"},
    "citations": set(GROUND),
    "exporters": {*GROUND, "citations"},
    "pages": {*GROUND, "__init__"},
    "disk": {"model", "findings"},
    "joining": {"disk"},
    "memory": set(),
    "shelf": {"disk"},
    "binding": GROUND | {"disk", "exporters", "memory", "shelf"},
    "pipeline": GROUND | STAGES | {"disk", "succession"},
    "product": set(),
    "mending": {"disk", "model", "report", "sidecar", "vocabulary"},
    "gate": {"corpus", "memory", "model"},
    "keys": {"disk", "findings", "memory"},
    "making": GROUND | {"corpus", "description", "disk", "exporters", "keys", "pages", "pipeline", "product"},
    "batch": {"disk", "keys", "making", "memory", "product", "workers"},
    "conversion": GROUND
    | {"batch", "disk", "exporters", "gate", "joining", "memory", "pages", "product", "register", "report"},
    "intake": GROUND | {"disk", "importers", "pipeline", "sandbox", "sidecar"},
    "explanation": GROUND | {"disk", "pipeline"},
    "report": {"__init__", "findings", "model", "review"},
    "withdrawal": {*GROUND, "sidecar"},
    "review": {"findings"},
    "contribution": {"disk", "findings", "model"},
    "deployment": set(),
    "commands": {"contribution", "conversion", "deployment", "disk", "replacement", "report", "review"},
    "register": {"contribution", "disk", "findings", "importers", "model", "withdrawal"},
    "relations": GROUND | {"corpus", "disk", "memory", "pages"},
    "site": GROUND | {"disk", "pages", "search", "shelf"},
    "publication": GROUND
    | {"binding", "conversion", "disk", "gate", "memory", "pages", "product", "register", "relations", "report"}
    | {"search", "shelf"}
    | {"sidecar", "site"},
    "trouble": set(),
    "__main__": {
        "__init__",
        "trouble",
        "batch",
        "contribution",
        "commands",
        "conversion",
        "disk",
        "explanation",
        "findings",
        "intake",
        "memory",
    }
    | {"mending", "publication", "register", "report", "trouble"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager"}


def room_of(module: Path) -> str:
    """The room a module is in: the first name below build_tools."""
    first = module.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """The rooms of ours that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "build_tools":
            names = [f"build_tools.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports of ours are absolute"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "build_tools":
                room = name.split(".")[1] if "." in name else "__init__"
                yield "__init__" if room.startswith("__version") else room


def test_imports_go_one_way() -> None:
    """A stage room knows the ground and itself; only the pipeline knows all."""
    wrong = [
        f"{module.relative_to(ROOT)} imports {room}"
        for module in MODULES
        for room in imports(module)
        if room != room_of(module) and room not in MAY_IMPORT[room_of(module)]
    ]
    assert [] == sorted(set(wrong))


def test_only_the_site_imports_mkdocs() -> None:
    """The road must outlive the site generator."""
    wrong = [
        str(module.relative_to(ROOT))
        for module in MODULES
        if room_of(module) != "site"
        and any(
            (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("mkdocs", "material"))
            or (
                isinstance(node, ast.Import) and any(a.name.split(".")[0] in ("mkdocs", "material") for a in node.names)
            )
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        )
    ]
    assert [] == wrong


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_says_what_it_knows(module: Path) -> None:
    """The docstring has three parts, the module under 300 lines, and a name that says something."""
    source = module.read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(source)) or ""
    assert words, "a module has a docstring"
    if module != HOUSE / "__init__.py" and not (module.name == "__init__.py" and source.count("\n") <= 3):
        assert "Knows: " in words
        assert "Must not know: " in words
    assert source.count("\n") < 300
    assert module.stem not in FORBIDDEN_NAMES


def test_top_level_is_what_was_agreed() -> None:
    """Beside what the user named stands only what the ecosystem expects there."""
    agreed = {
        ".ci", ".github", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
        "LICENSE", "Makefile", "README.md", "README.zh-CN.md", "build_tools", "docs", "mkdocs.yml", "pyproject.toml",
        "requirements.lock", "tests",
    }  # fmt: skip
    made = {
        ".git",
        ".venv",
        ".anthology",
        "build",
        "site",
        ".hypothesis",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
    }
    assert {path.name for path in ROOT.iterdir()} - agreed - made == set()


def test_lock_names_no_index_and_hashes_everything() -> None:
    """A lock that names an address ties the project to it; a requirement without a hash can be replaced."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    requirements = [part for part in lock.split("\n") if part and part[0] not in " #"]
    assert len(requirements) > 30
    blocks = lock.split("\n" + requirements[0][:0])
    assert blocks
    for number, name in enumerate(requirements):
        after = requirements[number + 1] if number + 1 < len(requirements) else None
        begin = lock.index(name)
        end = lock.index(after, begin + 1) if after else len(lock)
        assert "--hash=sha256:" in lock[begin:end], name


def test_starting_loads_nothing_that_only_an_index_needs() -> None:
    """Each command starts before it is known which it is: arrays and dictionaries wait until they are asked for."""
    told = "import sys, build_tools.__main__; print(sorted({'numpy', 'opencc', 'pypinyin'} & sys.modules.keys()))"
    ended = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
