"""Every resource goes along: into the wheel, and into the bundle."""

import fnmatch
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"


def test_the_wheel_has_every_resource_but_the_sources_of_catalogues():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    left_out = {
        path.suffix
        for path in RESOURCES.rglob("*.*")
        if path.is_file() and not any(fnmatch.fnmatch(path.name, one) for one in patterns)
    }
    assert left_out <= {".py", ".pyc", ".ts"}


def test_the_bundle_has_every_folder_as_a_package():
    recipe = (ROOT / "packaging" / "netglow.spec").read_text(encoding="utf-8")
    for folder in RESOURCES.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert (folder / "__init__.py").exists()
            assert f'"resources.{folder.name}"' in recipe
