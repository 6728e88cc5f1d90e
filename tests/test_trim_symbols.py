"""packaging/trim_symbols.py: libraries do the same without the symbols that nobody looks up."""

import functools
import importlib.util
import json
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

COMPILER = shutil.which("c++")
FITTING = sys.platform == "linux" and platform.machine() == "x86_64"
needs_compiler = pytest.mark.skipif(not (FITTING and COMPILER), reason="no compiler for x86-64")
# Without what some systems add before the tables.
FLAGS = ["-shared", "-fPIC", "-O1", "-nostartfiles", "-fcf-protection=none"]
FLAGS += ["-Wa,-mx86-used-note=no", "-Wl,--build-id=none", "-Wl,--hash-style=gnu", "-Wl,-z,lazy"]
ENGINE = """
#include <stdexcept>
namespace engine {
    int counter = 40, numbers[4] = {1, 2, 3, 4}, *third = &numbers[2];
    __attribute__((weak)) int common = 1;
    thread_local int visits = 5;
    int twice(int x) { return 2 * x; }
    int square(int x) { return x * x; }
    int offered(int x) { return x + 1; }
    int fail(int x) { throw std::runtime_error("x"); }
    int (*steps[])(int) = {twice, square};
    struct Shape { virtual int area() { return 1; } };
    struct Square : Shape { int area() override; };
    int Square::area() { return 9; }
    Shape *make() { return new Square; }
}
using namespace engine;
extern "C" {
    int call(int x) { return twice(x) + square(x); }
    int call_pointers(int x) { return steps[0](x) + 100 * steps[1](x); }
    int count() { return ++counter; }
    int read_third() { return *third; }
    int visit() { return ++visits; }
    int area() { return dynamic_cast<Square *>(make())->area(); }
    int caught(int x) { try { return fail(x); } catch (std::runtime_error &) { return 77; } }
    int read_common() { return common; }
}
"""
USER = """
namespace engine { __attribute__((weak)) int common = 2; int offered(int x); }
namespace user { int more(int x) { return x + 10; } }
extern "C" {
    int use(int x) { return user::more(engine::offered(x)); }
    int write_common(int x) { return engine::common = x; }
}
"""
FILLERS = 300  # functions in C, and as many with long names in C++
FILLER = 'extern "C" int in_c_{0}() {{ return {0}; }} int in_cpp_{0}_{1}() {{ return {0}; }}\n'
EXPECTED = {
    "call": 35,
    "call_pointers": 2510,
    "count": 41,
    "read_third": 3,
    "visit": 6,
    "area": 9,
    "caught": 77,
    "use": 16,
    "write_common": 5,
    "read_common": 5,
    "fillers": list(range(FILLERS)),
}
# Calls everything, in a process of its own: what is wrong there crashes. Bound lazily where the
# library allows it, which ctypes alone does not offer.
CALLER = f"""
import ctypes, json, sys
open_library = ctypes.CDLL(None).dlopen
open_library.restype = ctypes.c_void_p
def load(name):
    handle = open_library((sys.argv[1] + "/" + name).encode(), 1)
    return ctypes.CDLL(name, handle=handle or sys.exit(name + " does not load"))
user, engine = load("libuser.so"), load("libengine.so")
of = lambda name: user if name in ("use", "write_common") else engine
values = {{name: of(name)[name](5) for name in {[*EXPECTED][:-1]}}}
values["fillers"] = [engine[f"in_c_{{i}}"]() for i in range({FILLERS})]
values["found"] = [name for name in sys.argv[2:] if hasattr(engine, name)]
print(json.dumps(values))
"""
TWICE, OFFERED, COMMON = "_ZN6engine5twiceEi", "_ZN6engine7offeredEi", "_ZN6engine6commonE"


@pytest.fixture(scope="module")
def trimming():
    """The module packaging/trim_symbols.py."""
    path = Path(__file__).parents[1] / "packaging" / "trim_symbols.py"
    spec = importlib.util.spec_from_file_location("trim_symbols", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A function: flags of the compiler -> the folder of what it has built with them, once."""

    @functools.cache
    def built(*flags):
        folder = tmp_path_factory.mktemp("built")
        fillers = "".join(FILLER.format(i, "long" * 20) for i in range(FILLERS))
        (folder / "versions").write_text("ENGINE_1 { *; }; ENGINE_2 { in_c_*; } ENGINE_1;")
        (folder / "engine.cpp").write_text(ENGINE + fillers)
        (folder / "user.cpp").write_text(USER)
        for name, more in (
            ("engine", ["-Wl,--version-script=versions"]),
            ("user", ["-L.", "-lengine", "-Wl,-rpath,$ORIGIN"]),
        ):
            output = ["-o", f"lib{name}.so", f"-Wl,-soname,lib{name}.so"]
            words = [COMPILER, *FLAGS, *flags, f"{name}.cpp", *output, *more]
            subprocess.run(words, cwd=folder, check=True, capture_output=True)
        return folder

    return built


@pytest.fixture
def build(built, tmp_path):
    """Puts the two libraries into a folder; returns their paths, the first names the second's."""

    def build(*flags):
        shutil.copytree(built(*flags), tmp_path, dirs_exist_ok=True)
        return tmp_path / "libengine.so", tmp_path / "libuser.so"

    return build


def call_everything(folder):
    """What the functions of both libraries give, and which C++ names can be found."""
    words = [sys.executable, "-c", CALLER, str(folder), TWICE, OFFERED, COMMON]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_compiler
@pytest.mark.parametrize("layout", ["noseparate-code", "separate-code"])
def test_trimmed_libraries_are_smaller_and_do_the_same(trimming, build, tmp_path, layout, capsys):
    engine, user = build(f"-Wl,-z,{layout}")
    assert call_everything(tmp_path) == EXPECTED | {"found": [TWICE, OFFERED, COMMON]}
    before = engine.stat()
    assert trimming.main([str(tmp_path), str(engine), str(user)]) == 0
    assert call_everything(tmp_path) == EXPECTED | {"found": [OFFERED, COMMON]}
    assert engine.stat().st_size < before.st_size - FILLERS * (24 + 80) + 4096
    assert engine.stat().st_mode == before.st_mode
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == ["libengine.so", "libuser.so"]


@needs_compiler
def test_other_tools_read_the_result(trimming, build, tmp_path):
    if not shutil.which("readelf"):
        pytest.skip("no readelf")
    engine, _ = build("-Wl,-z,noseparate-code")
    assert trimming.main([str(tmp_path), str(engine)]) == 0
    words = ["readelf", "-aW", str(engine)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not re.search("warning|error:|corrupt|<unknown>", done.stdout, re.IGNORECASE)
    assert "ENGINE_1" in done.stdout
    assert "JUMP_SLOT" in done.stdout  # imports
    assert "PLTREL" not in done.stdout
    count = re.search(r"\(RELACOUNT\) +(\d+)", done.stdout).group(1)
    assert int(count) == done.stdout.count(" R_X86_64_RELATIVE ") > 3


@needs_compiler
def test_trimming_again_changes_nothing(trimming, build, tmp_path):
    libraries = build("-Wl,-z,noseparate-code")
    words = [str(tmp_path), *map(str, libraries)]
    assert trimming.main(words) == 0
    trimmed = [library.read_bytes() for library in libraries]
    assert trimming.main(words) == 0
    assert [library.read_bytes() for library in libraries] == trimmed
    assert trimming.trim(libraries[0], {OFFERED.encode(), COMMON.encode()}) is False


@needs_compiler
def test_headers_and_versions_stay_but_for_a_segment_more(trimming, build, tmp_path):
    engine, _ = build("-Wl,-z,noseparate-code")
    before, versions = trimming.read_elf(engine), read_versions(trimming, engine)
    assert trimming.main([str(tmp_path), str(engine)]) == 0
    after = trimming.read_elf(engine)
    assert after.segments["type"].tolist() == [trimming.PT_LOAD, *before.segments["type"].tolist()]
    fields = ["name", "type", "flags", "link", "info", "align", "entsize"]
    assert after.sections[fields].tolist() == before.sections[fields].tolist()
    kept = read_versions(trimming, engine)
    assert kept == {name: versions[name] for name in kept}
    assert len(set(kept.values())) > 3  # none, the library's two, and that of an import


def read_versions(trimming, path):
    """The index of every dynamic symbol's version."""
    elf = trimming.read_elf(path)
    section = elf.sections["type"].tolist().index(trimming.VERSYM)
    return dict(zip(trimming.read_names(elf), elf.content(section)[::2], strict=True))


@needs_compiler
def test_a_write_that_fails_leaves_the_library(trimming, build, tmp_path, monkeypatch, capsys):
    engine, _ = build()

    def fail(*_):
        raise OSError("The disk is full.")

    monkeypatch.setattr(trimming.shutil, "copymode", fail)
    content, files = engine.read_bytes(), sorted(tmp_path.iterdir())
    assert trimming.main([str(tmp_path), str(engine)]) == 2
    assert capsys.readouterr().err == "trim_symbols.py: The disk is full.\n"
    assert (engine.read_bytes(), sorted(tmp_path.iterdir())) == (content, files)


def test_what_cannot_be_bound_beforehand_is_kept(trimming):
    kinds = {  # binding and type; section; whether it stays
        b"": (0x00, 0, True),
        b"_Zfunction": (0x12, 7, False),
        b"_Zweak": (0x22, 7, False),
        b"_Zshared": (0x12, 7, True),
        b"c": (0x12, 7, True),
        b"_Zimport": (0x12, 0, True),
        b"_Zweak_import": (0x22, 0, True),
        b"_Zabsolute": (0x11, 0xFFF1, True),
        b"_Zunique": (0xA1, 7, True),
        b"_Zthread": (0x16, 7, True),
        b"_Zchosen": (0x1A, 7, True),
        b"_Zlocal": (0x03, 7, True),
        b"_Zbound": (0x12, 7, False),
        b"_Zsize": (0x11, 7, True),
    }
    entries = np.zeros(len(kinds), trimming.SYMBOL)
    entries["info"], entries["section"], stays = zip(*kinds.values(), strict=True)
    relocations = np.zeros(4, trimming.RELOCATION)
    relocations["type"] = 1, 6, 7, 33  # 64, GLOB_DAT, JUMP_SLOT, SIZE64
    relocations["symbol"] = 12, 12, 12, 13
    kept = trimming.choose_kept(entries, list(kinds), relocations, {b"_Zshared"})
    assert kept.tolist() == list(stays)


@pytest.mark.parametrize("count", [0, 1, 3, 1000])
def test_the_hash_table_finds_what_is_there_and_nothing_else(trimming, count):
    names = [b"", b"imported", *(b"function_%d" % i for i in range(count))]
    entries = np.zeros(len(names), trimming.SYMBOL)
    entries["info"], entries["section"] = 0x12, 7
    entries[:2] = 0
    entries["info"][1] = 0x12
    symbols = trimming.order_symbols(entries, names, np.ones(len(names), bool))
    table = trimming.hash_table(symbols)
    assert symbols.old[:2].tolist() == [0, 1]
    new = [names[i] for i in symbols.old]
    assert all(look_up(table, trimming.gnu_hash(name), name, new) for name in names[2:])
    others = [b"imported", *(b"%d_other" % i**5 for i in range(5000))]
    assert not any(look_up(table, trimming.gnu_hash(name), name, new) for name in others)
    assert trimming.gnu_hash(b"printf") == 0x156B2BB8


def look_up(table, value, name, names):
    """Whether the dynamic linker finds the name with this hash among these, as it goes about it."""
    count, first, words, shift = np.frombuffer(table, "<u4", 4).tolist()
    bloom = np.frombuffer(table, "<u8", words, 16).tolist()
    buckets = np.frombuffer(table, "<u4", count, 16 + 8 * words).tolist()
    chain = np.frombuffer(table, "<u4", -1, 16 + 8 * words + 4 * count).tolist()
    word = bloom[value // 64 % words]
    if not (word >> value % 64 & word >> (value >> shift) % 64 & 1) or not buckets[value % count]:
        return False
    for i in range(buckets[value % count], first + len(chain)):
        if chain[i - first] | 1 == value | 1 and names[i] == name:
            return True
        if chain[i - first] & 1:
            return False
    raise AssertionError("The chain has no end.")


@needs_compiler
def test_a_twin_keeps_every_name_and_a_link_is_no_twin(trimming, build, tmp_path):
    engine, user = build("-Wl,-z,noseparate-code")
    whole, twin = engine.read_bytes(), shutil.copy(engine, tmp_path / "twin")
    assert trimming.main([str(tmp_path), str(engine)]) == 0
    assert engine.read_bytes() == whole
    Path(twin).unlink()
    user.unlink()
    (tmp_path / "link.so").symlink_to(engine)
    assert trimming.main([str(tmp_path), str(tmp_path / "link.so")]) == 0
    assert (tmp_path / "link.so").is_symlink()
    names = {name.decode() for name in trimming.read_names(trimming.read_elf(engine))}
    # Nobody imports these now; in C, of the thread, and imported by the library itself.
    assert not names & {TWICE, OFFERED, COMMON}
    assert names > {
        "call",
        "in_c_7",
        "_ZN6engine6visitsE",
        "_ZTVN10__cxxabiv120__si_class_type_infoE",
    }


@needs_compiler
@pytest.mark.parametrize(
    ("flag", "reason"),
    [
        ("--auxiliary=libuser.so", "has a dynamic entry that is not expected, 0x7ffffffd "),
        ("--build-id=sha1", "does not begin with its tables of symbols and nothing else."),
    ],
)
def test_other_layouts_are_refused(trimming, build, tmp_path, flag, reason, capsys):
    engine, _ = build("-Wl,-z,noseparate-code", f"-Wl,{flag}")
    assert_refused(trimming, tmp_path, engine, reason, capsys)


@needs_compiler
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda content: content[: len(content) // 2], "is cut short."),
        (lambda content: content[:40] + bytes(24) + content[64:], "has no section headers."),
        (lambda content: content[:16] + b"\1" + content[17:], "is not a shared library."),
    ],
)
def test_damaged_libraries_are_refused(trimming, build, tmp_path, change, reason, capsys):
    engine, _ = build()
    engine.write_bytes(change(engine.read_bytes()))
    assert_refused(trimming, tmp_path, engine, reason, capsys)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a 64-bit ELF file for x86-64."),
        (b"#!/bin/sh\n" * 20, "is not a 64-bit ELF file for x86-64."),
        (b"\x7fELF\1\1\1" + bytes(9) + b"\3\0\x3e\0" + bytes(200), "is not a 64-bit ELF file"),
        (b"\x7fELF\2\1\1" + bytes(9) + b"\3\0\xb7\0" + bytes(200), "is not a 64-bit ELF file"),
        (b"\x7fELF\2\1\1" + bytes(9) + b"\3\0\x3e\0", "is cut short."),
        (b"\x7fELF\2\1\1" + bytes(9) + b"\3\0\x3e\0" + bytes(200), "has no section headers."),
    ],
)
def test_what_is_no_library_is_refused(trimming, tmp_path, content, reason, capsys):
    path = tmp_path / "libengine.so"
    path.write_bytes(content)
    assert_refused(trimming, tmp_path, path, reason, capsys)


def test_a_library_elsewhere_is_refused(trimming, tmp_path, capsys):
    (tmp_path / "inner").mkdir()
    path = tmp_path / "libengine.so"
    path.touch()
    assert_refused(trimming, tmp_path / "inner", path, "is not in ", capsys)


def test_too_few_arguments_are_answered_with_the_usage(trimming, tmp_path, capsys):
    assert trimming.main([str(tmp_path)]) == 2
    assert "trim_symbols.py FOLDER LIBRARY" in capsys.readouterr().err


def assert_refused(trimming, folder, path, reason, capsys):
    """Trimming says in one line that this file is the reason, and leaves it and nothing else."""
    content, files = path.read_bytes(), sorted(path.parent.iterdir())
    assert trimming.main([str(folder), str(path)]) == 2
    out, error = capsys.readouterr()
    assert error.startswith(f"trim_symbols.py: {path} {reason}")
    assert (out, error.count("\n")) == ("", 1)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (content, files)


@pytest.mark.skipif(not FITTING, reason="not Linux on x86-64")
def test_a_library_of_tensorflow_still_loads(trimming, tmp_path):
    """One that lld made, as TensorFlow's others are; without importing TensorFlow."""
    package = Path(importlib.util.find_spec("tensorflow").origin).parent
    name = "lib_native_proto_caster.so"
    shutil.copy(package / "python" / "framework" / name, tmp_path)
    library = tmp_path / name
    names, size = trimming.read_names(trimming.read_elf(library)), library.stat().st_size
    assert trimming.main([str(tmp_path), str(library)]) == 0
    elf = trimming.read_elf(library)
    kept = trimming.read_names(elf)
    assert elf.segments["type"][0] == trimming.PT_PHDR
    assert elf.segments["size"][0] == elf.segments.nbytes
    assert 0 < len(kept) < len(names) / 10
    assert library.stat().st_size < size - 800_000
    words = [sys.executable, "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])", str(library)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
