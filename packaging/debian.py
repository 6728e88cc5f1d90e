"""Linux: the bundle as an archive that runs from any folder, and as a Debian package."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from places import BUILD, BUNDLE, DIST, ICON_SIZES, ICONS, ROOT, fill, machine, run

from core import system_libraries
from core.identity import APP_ID, MIME_TYPE, PROGRAM, PUBLISHER, SUMMARY, TITLE, VERSION

DESKTOP = ROOT / "packaging" / "desktop"
HOME = Path("usr/lib") / PROGRAM  # of the bundle, in the package
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
CONTACT = f"{PUBLISHER} <{PROGRAM}@users.noreply.github.com>"
# Every process has these; what Qt needs besides is in core/system_libraries.py.
OF_C = {
    *("libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libutil.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
    *("libgcc_s.so.1", "libstdc++.so.6", "libresolv.so.2"),
}
# Each of these comes along with one of the table's, which is built on it.
OF_TABLE = {"libxcb.so.1", "libgthread-2.0.so.0", "libgobject-2.0.so.0", "libgio-2.0.so.0"}
# What Python's modules need besides; Qt's libraries bring it along.
OF_PYTHON = {
    "libz.so.1": "zlib1g",
    "libexpat.so.1": "libexpat1",
    "libffi.so.7": "libffi7",
    "libffi.so.8": "libffi8",
    "liblzma.so.5": "liblzma5",
}
# The plugin that takes GNOME's theme is of use where GTK is, and passed over where it is not.
OPTIONAL = {"libqgtk3.so"}

# The release of GCC, as Debian counts, that came with a version of the C++ library.
COMPILERS = {
    (3, 4, 25): "8",
    (3, 4, 26): "9",
    (3, 4, 28): "9.3",
    (3, 4, 29): "11",
    (3, 4, 30): "12",
    (3, 4, 32): "13",
    (3, 4, 33): "14",
}


def make_archive(variant: str = "", level: int = 6) -> Path:
    """Pack the bundle so that it runs from any folder; returns dist/netglow-VERSION-linux-*.

    `level` 0 to 9 says how hard to press it.
    """
    archive = DIST / f"{PROGRAM}{variant}-{VERSION}-linux-{machine()}.tar.xz"
    temporary = archive.with_suffix(".part")
    plain = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{built()}"]
    packed = {**os.environ, "XZ_OPT": f"-{level} -T0"}  # on all processors
    run("tar", *plain, "-C", DIST, "-cJf", temporary, BUNDLE.name, env=packed)
    temporary.replace(archive)
    return archive


def make_package(variant: str = "", level: int = 6) -> Path:
    """Make the Debian package of the bundle; returns dist/netglow_VERSION_*.deb.

    `level` 0 to 9 says how hard to press it. ValueError: the bundle needs a library that neither it
    nor core/system_libraries.py has.
    """
    architecture = ARCHITECTURES[machine()]
    root = BUILD / "debian"
    shutil.rmtree(root, ignore_errors=True)
    # The files themselves: copying takes room and time.
    shutil.copytree(BUNDLE, root / HOME, symlinks=True, copy_function=os.link)
    add_desktop_files(root)
    add_documents(root)
    control, sums = control_file(root, variant, architecture), md5sums(root)
    write(root / "DEBIAN" / "control", control)
    write(root / "DEBIAN" / "md5sums", sums)
    set_modes(root)
    package = DIST / f"{PROGRAM}{variant}_{VERSION}_{architecture}.deb"
    temporary = package.with_suffix(".part")
    same = {**os.environ, "SOURCE_DATE_EPOCH": str(built())}  # the same bytes every time
    pressed = ["-Zxz", f"-z{level}"]
    run("dpkg-deb", "--root-owner-group", *pressed, "--build", root, temporary, env=same)
    temporary.replace(package)
    return package


def add_desktop_files(root: Path) -> None:
    """Add what a desktop needs to know: menu entry, icons, kind of file, and the man page."""
    share = root / "usr" / "share"
    for template, target in (
        ("netglow.desktop", f"applications/{APP_ID}.desktop"),
        ("netglow.xml", f"mime/packages/{PROGRAM}.xml"),
        ("netglow.metainfo.xml", f"metainfo/{APP_ID}.metainfo.xml"),
    ):
        write(share / target, fill(DESKTOP / template, DATE=date()))
    write(share / f"man/man1/{PROGRAM}.1.gz", fill(DESKTOP / "netglow.1", DATE=date()))
    for folder, name, source in (
        ("apps", PROGRAM, "netglow"),
        ("mimetypes", MIME_TYPE.replace("/", "-"), "netglow-file"),
    ):
        hicolor = share / "icons" / "hicolor"
        for size in ICON_SIZES:
            target = hicolor / f"{size}x{size}" / folder / f"{name}.png"
            target.parent.mkdir(parents=True)
            shutil.copyfile(ICONS / f"{source}-{size}.png", target)
        drawing = ROOT / "resources" / "icons" / f"{source}.svg"
        write(hicolor / "scalable" / folder / f"{name}.svg", drawing.read_text(encoding="utf-8"))
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / PROGRAM).symlink_to(Path("..") / "lib" / PROGRAM / PROGRAM)


def add_documents(root: Path) -> None:
    """Add copyright and changelog, and what the package's checker is to pass over."""
    documents = root / "usr" / "share" / "doc" / PROGRAM
    write(documents / "copyright", fill(DESKTOP / "copyright"))
    stamp = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(built()))
    write(
        documents / "changelog.gz",
        f"{PROGRAM} ({VERSION}) stable; urgency=medium\n\n"
        f"  * See CHANGELOG.md of {TITLE} {VERSION}.\n\n -- {CONTACT}  {stamp}\n",
    )
    overrides = root / "usr" / "share" / "lintian" / "overrides" / PROGRAM
    write(overrides, fill(DESKTOP / "lintian-overrides"))


def write(file: Path, text: str) -> None:
    """Write a text file, its folders too; packed if it is called .gz."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    file.write_bytes(gzip.compress(data, 9, mtime=0) if file.suffix == ".gz" else data)


def set_modes(root: Path) -> None:
    """Everybody may read everything, and run the program."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / HOME / PROGRAM else 0o644)


def control_file(root: Path, variant: str, architecture: str) -> str:
    """Return the package's description of itself."""
    size = sum(file.lstat().st_size for file in root.rglob("*") if not file.is_dir())
    fields = {
        "Package": PROGRAM + variant,
        "Version": VERSION,
        "Architecture": architecture,
        "Maintainer": CONTACT,
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(dependencies(root / HOME)),
        "Section": "education",
        "Priority": "optional",
    }
    if variant:  # both have the same files
        fields |= {"Provides": PROGRAM, "Conflicts": PROGRAM, "Replaces": PROGRAM}
    fields["Description"] = (
        f"{SUMMARY[0].lower()}{SUMMARY[1:]}\n"
        f" {TITLE} is a desktop window onto a fully-connected neural network while\n"
        " TensorFlow trains it: neurons and edges whose weights recolour live, a walk\n"
        " forward and backward through one example with every number, and a pad on\n"
        " which a drawn digit is recognised."
    )
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def dependencies(bundle: Path) -> list[str]:
    """Return the Debian packages whose libraries the bundle needs, from its own files.

    ValueError: it needs one that nobody declares.
    """
    table = system_libraries.ANY_PLATFORM + system_libraries.XCB + system_libraries.WAYLAND
    files = [file for file in bundle.rglob("*") if is_elf(file)]
    needed, versions = set(), {"GLIBC": (0,), "GLIBCXX": (0,)}
    for file in files:
        if file.name in OPTIONAL:
            continue
        found = subprocess.check_output(["objdump", "-p", file], text=True)
        needed |= set(re.findall(r"^ +NEEDED +(\S+)$", found, re.MULTILINE))
        for name, number in re.findall(r" (GLIBC|GLIBCXX)_([0-9.]+)$", found, re.MULTILINE):
            versions[name] = max(versions[name], tuple(map(int, number.split("."))))
    unknown = needed - {file.name for file in files} - OF_C - OF_TABLE - OF_PYTHON.keys()
    unknown -= {library.file for library in table}
    if unknown:
        raise ValueError(f"Nothing declares what the bundle needs: {', '.join(sorted(unknown))}.")
    packages = {library.apt for library in table}
    packages |= {package for library, package in OF_PYTHON.items() if library in needed}
    compiler = next(gcc for library, gcc in COMPILERS.items() if library >= versions["GLIBCXX"])
    return [
        f"libc6 (>= {'.'.join(map(str, versions['GLIBC']))})",
        "libgcc-s1",
        f"libstdc++6 (>= {compiler})",
        *sorted(packages),
    ]


def is_elf(file: Path) -> bool:
    """Return whether this is a program or a library."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def md5sums(root: Path) -> str:
    """Return the checksums by which dpkg finds damaged files."""
    lines = []
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "md5").hexdigest()
            lines.append(f"{digest}  {file.relative_to(root)}\n")
    return "".join(lines)


def built() -> int:
    """Return when this state of the source was made, in seconds; now, where nobody knows."""
    told = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True
        ).stdout
    )
    return int(told.strip() or time.time())


def date() -> str:
    """Return the day of `built` as 2026-11-25."""
    return time.strftime("%Y-%m-%d", time.gmtime(built()))
