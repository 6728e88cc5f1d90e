"""Take the dynamic symbols that no other library knows out of shared libraries (Linux, x86-64).

    python trim_symbols.py FOLDER LIBRARY [LIBRARY...]

FOLDER holds all that is loaded together with the LIBRARYs in it, but for libraries of the system,
which ldd finds. TensorFlow's libraries export every C++ symbol, 100 MB of tables; few are used by
another library. A C++ name which none of the other files has in its table can be neither found
there nor replaced from there, so it goes, and what the library itself wanted it for is bound now. C
names stay: Python and plugins look for some by name. Addresses stay too; the room that the tables
leave is cut out of the file, between two segments. Needs NumPy; a library is trimmed or untouched.
"""

import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np


def record(**fields: str) -> np.dtype:
    """A structure of the ELF format, packed."""
    return np.dtype(list(fields.items()))


# Structures, names and numbers are those of elf.h.
HEADER = record(
    ident="V16", type="<u2", machine="<u2", version="<u4", entry="<u8", phoff="<u8", shoff="<u8",
    flags="<u4", ehsize="<u2", phentsize="<u2", phnum="<u2", shentsize="<u2", shnum="<u2",
    shstrndx="<u2",
)  # fmt: skip
SEGMENT = record(
    type="<u4", flags="<u4", offset="<u8", address="<u8", physical="<u8", file_size="<u8",
    size="<u8", align="<u8",
)  # fmt: skip
SECTION = record(
    name="<u4", type="<u4", flags="<u8", address="<u8", offset="<u8", size="<u8", link="<u4",
    info="<u4", align="<u8", entsize="<u8",
)  # fmt: skip
SYMBOL = record(name="<u4", info="u1", other="u1", section="<u2", value="<u8", size="<u8")
RELOCATION = record(offset="<u8", type="<u4", symbol="<u4", addend="<i8")

LIBRARY = 3
PT_LOAD, PT_DYNAMIC, PT_PHDR = 1, 2, 6
STRTAB, RELA, NOBITS, DYNSYM = 3, 4, 8, 11
GNU_HASH, VERDEF, VERNEED, VERSYM = 0x6FFFFFF6, 0x6FFFFFFD, 0x6FFFFFFE, 0x6FFFFFFF
ALLOCATED = 2
LOCAL, UNIQUE, TLS, IFUNC = 0, 10, 6, 10
UNDEFINED, RESERVED = 0, 0xFF00
JUMP_SLOT, RELATIVE, IRELATIVE = 7, 8, 37
BINDABLE = 1, 6, JUMP_SLOT  # with 64 and GLOB_DAT
DT_PLTRELSZ, DT_RELA, DT_RELASZ, DT_STRSZ, DT_PLTREL, DT_JMPREL = 2, 7, 8, 10, 20, 23
DT_RELACOUNT = 0x6FFFFFF9
DT_STRINGS = 1, 14, 15, 29  # NEEDED, SONAME, RPATH, RUNPATH
DT_TABLES = {
    5: STRTAB, 6: DYNSYM, DT_RELA: RELA, 0x6FFFFEF5: GNU_HASH, 0x6FFFFFF0: VERSYM,
    0x6FFFFFFC: VERDEF, 0x6FFFFFFE: VERNEED,
}  # fmt: skip
# These, and those that stay as they are: PLTGOT RELAENT SYMENT INIT FINI SYMBOLIC DEBUG TEXTREL
# BIND_NOW, INIT_ARRAY and FINI_ARRAY with their sizes, FLAGS, PREINIT_ARRAY with its size, FLAGS_1
# VERDEFNUM VERNEEDNUM.
DT_KNOWN = {
    *DT_STRINGS, *DT_TABLES, DT_PLTRELSZ, DT_RELASZ, DT_STRSZ, DT_PLTREL, DT_JMPREL, DT_RELACOUNT,
    3, 9, 11, 12, 13, 16, 21, 22, 24, 25, 26, 27, 28, 30, 32, 33, 0x6FFFFFFB, 0x6FFFFFFD,
    0x6FFFFFFF,
}  # fmt: skip
BLOOM_BITS, BLOOM_SHIFT = 12, 26  # bits a symbol, as lld has them
PAGE = 4096
# Where an entry of a version table has a string, its first part and the next entry, in bytes from
# its start; where a part has a string and the next part.
VERSION_FIELDS = {VERNEED: (4, 8, 12, 8, 12), VERDEF: (None, 12, 16, 0, 4)}


class Elf(NamedTuple):
    """A file and its headers."""

    path: Path
    data: np.ndarray
    header: np.void
    segments: np.ndarray
    sections: np.ndarray

    def content(self, section: int) -> bytes:
        """What a section holds."""
        offset, size = (int(self.sections[field][section]) for field in ("offset", "size"))
        return self.data[offset : offset + size].tobytes()


class Layout(NamedTuple):
    """Where the tables are that are rewritten: before all else, one after the other."""

    order: list[int]  # their sections, as they lie in the file
    of: dict[int, int]  # the section of each type; of RELA the first
    end: int  # in bytes, in the file and in memory
    first: int  # the segment they are in
    dynamic: list[tuple[int, int]]  # tags and values
    dynamic_place: int  # in bytes
    slots: int  # for them


class Symbols(NamedTuple):
    """The new order of the symbols that stay: local, imported, then those that can be looked up."""

    old: np.ndarray  # their indices in the old table
    unhashed: int  # how many are local or imported
    hashes: np.ndarray  # of the others, 32 bits
    buckets: int


class Rebuilt(NamedTuple):
    """The new tables, bytes by type of section, and what the headers must say of them."""

    content: dict[int, bytes]
    dynamic: list[tuple[int, int]]  # without addresses yet


def main(arguments: list[str]) -> int:
    """Trim what the arguments say; the exit code."""
    if len(arguments) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    folder, *libraries = (Path(word).resolve() for word in arguments)
    try:
        for library in libraries:
            check(library, library.is_relative_to(folder), f"is not in {folder}")
        shared = shared_names([*folder.rglob("*"), *loaded_with(libraries)])
        for library in libraries:
            before = library.stat().st_size
            trim(library, shared)
            after = library.stat().st_size
            print(f"{before / 1e6:8.1f} MB -> {after / 1e6:6.1f} MB  {library.name}", flush=True)
    except (OSError, ValueError) as error:
        print(f"trim_symbols.py: {error}", file=sys.stderr)
        return 2
    return 0


def check(path: Path, fine: bool, otherwise: str) -> None:
    """Refuse the file in one sentence, a ValueError, unless it is fine."""
    if not fine:
        raise ValueError(f"{path} {otherwise}.")


def loaded_with(libraries: list[Path]) -> set[Path]:
    """The files that are loaded when the libraries are, those of the system among them."""
    # What is no library is refused later, in a better sentence than ldd's.
    told = subprocess.run(["ldd", *libraries], capture_output=True, text=True).stdout
    return {Path(file).resolve() for file in re.findall(r"=> (/.+) \(0x", told)}


def shared_names(files: Iterable[Path]) -> set[bytes]:
    """The dynamic symbols that two or more of the files name, defined or not."""
    seen, shared = set(), set()
    for path in {path for path in files if path.is_file() and not path.is_symlink()}:
        if is_loadable(path):
            names = set(read_names(read_elf(path)))
            shared |= seen & names
            seen |= names
    return shared


def trim(path: Path, shared: set[bytes]) -> bool:
    """Trim one library, but for the shared names; False if that would not save a page.

    ValueError, and the file as it was, if it is no library or not laid out as expected.
    """
    elf = read_elf(path)
    layout = find_tables(elf)
    try:
        rebuilt = rebuild(elf, layout, shared)
    except (IndexError, ValueError, struct.error) as error:
        raise ValueError(f"{path} has tables that do not fit each other.") from error
    return write_trimmed(elf, layout, rebuilt)


def is_loadable(path: Path) -> bool:
    """Whether this is an ELF file that an x86-64 process may load."""
    with path.open("rb") as file:
        start = file.read(20)
    return start[:6] == b"\x7fELF\2\1" and start[18:] == b"\x3e\0"


def read_elf(path: Path) -> Elf:
    """Read the headers; raises ValueError if they lie or say that something is missing."""
    check(path, is_loadable(path), "is not a 64-bit ELF file for x86-64")
    data = np.memmap(path, np.uint8, "r")

    def read(dtype: np.dtype, offset: int, count: int) -> np.ndarray:
        end = int(offset) + int(count) * dtype.itemsize
        check(path, end <= len(data), "is cut short")
        return np.frombuffer(data[int(offset) : end].tobytes(), dtype)

    header = read(HEADER, 0, 1)[0]
    segments = read(SEGMENT, header["phoff"], header["phnum"])
    sections = read(SECTION, header["shoff"], header["shnum"])
    check(path, len(sections) > 0, "has no section headers")
    filled = sections[sections["type"] != NOBITS]
    for table, size in ((segments, "file_size"), (filled, "size")):
        fits = (table["offset"] <= len(data)) & (table[size] <= len(data) - table["offset"])
        check(path, fits.all(), "is cut short")
    return Elf(path, data, header, segments, sections)


def read_names(elf: Elf) -> list[bytes]:
    """The names in the table of dynamic symbols, in its order."""
    found = np.flatnonzero(elf.sections["type"] == DYNSYM)
    if not len(found):
        return []
    link = elf.sections["link"][found[0]]
    content = elf.content(found[0])
    fine = len(content) % SYMBOL.itemsize == 0 and link < len(elf.sections)
    strings = elf.content(link) if fine else b""
    check(elf.path, strings.endswith(b"\0"), "has dynamic symbols without names")
    places = np.frombuffer(content, SYMBOL)["name"]
    check(elf.path, places.max(initial=0) < len(strings), "has dynamic symbols without names")
    return [strings[place : strings.index(b"\0", place)] for place in places.tolist()]


def find_tables(elf: Elf) -> Layout:
    """Find the tables to rewrite; ValueError unless they alone are what the file begins with."""
    path, header, segments, sections = elf.path, elf.header, elf.segments, elf.sections
    sizes = [int(header[field]) for field in ("phoff", "ehsize", "phentsize", "shentsize")]
    fine = header["type"] == LIBRARY and sizes == [64, 64, 56, 64] and len(segments) > 0
    check(path, fine, "is not a shared library")
    allocated = sections["flags"] & ALLOCATED > 0
    ours = allocated & np.isin(sections["type"], list(DT_TABLES.values()))
    order = np.flatnonzero(ours)
    order = order[np.argsort(sections["offset"][order], kind="stable")]
    of = {int(sections["type"][i]): int(i) for i in order[::-1]}
    others = np.count_nonzero(sections["type"][order] != RELA)
    fine = {STRTAB, DYNSYM, GNU_HASH, RELA} <= of.keys() and len(of) == others + 1
    fine = fine and sections["link"][of[DYNSYM]] == of[STRTAB]
    check(path, fine, "does not have one table of each kind that a library needs")

    start, kinds = HEADER.itemsize + segments.nbytes, segments["type"]
    end = int((sections["offset"] + sections["size"])[order].max())
    first = int(np.argmax(kinds == PT_LOAD))
    later = (kinds != PT_PHDR) & (segments["file_size"] > 0) & (np.arange(len(kinds)) != first)
    fine = (
        kinds[first] == PT_LOAD
        and segments["offset"][first] == segments["address"][first] == 0
        and segments["file_size"][first] == segments["size"][first] >= end
        and np.array_equal(sections["address"][order], sections["offset"][order])
        and sections["offset"][order[0]] >= start
        and np.all(sections["offset"][allocated & ~ours & (sections["size"] > 0)] >= end)
        and np.all(segments["offset"][later] >= end)
        and header["shoff"] >= end
        and np.count_nonzero(kinds == PT_DYNAMIC) == 1
    )
    check(path, fine, "does not begin with its tables of symbols and nothing else")
    place, size = (int(segments[x][kinds == PT_DYNAMIC][0]) for x in ("offset", "file_size"))
    words = elf.data[place : place + size // 16 * 16].view("<u8").reshape(-1, 2).tolist()
    tags = [tag for tag, _ in words]
    dynamic = [(tag, value) for tag, value in words[: [*tags, 0].index(0)]]
    layout = Layout(order.tolist(), of, end, first, dynamic, place, len(words))
    check_dynamic(elf, layout)
    return layout


def check_dynamic(elf: Elf, layout: Layout) -> None:
    """Raise ValueError unless the dynamic section says what the section headers say."""
    for tag, value in layout.dynamic:
        fine = tag in DT_KNOWN
        if tag in DT_TABLES:
            section = layout.of.get(DT_TABLES[tag])
            fine = section is not None and elf.sections["address"][section] == value
        check(elf.path, fine, f"has a dynamic entry that is not expected, {tag:#x} {value:#x}")
    values = dict(layout.dynamic)
    sizes = [int(elf.sections["size"][i]) for i in layout.order if elf.sections["type"][i] == RELA]
    rest = sum(sizes) - values.get(DT_RELASZ, 0)
    fine = rest in (0, values.get(DT_PLTRELSZ, 0)) and values.get(DT_PLTREL, DT_RELA) == DT_RELA
    fine = fine and {DT_TABLES[tag] for tag in values.keys() & DT_TABLES.keys()} == layout.of.keys()
    check(elf.path, fine, "has tables that its dynamic section does not know")


def rebuild(elf: Elf, layout: Layout, shared: set[bytes]) -> Rebuilt:
    """Make new tables of the symbols that must stay."""
    old = {kind: elf.content(i) for kind, i in layout.of.items()}
    old[RELA] = b"".join(elf.content(i) for i in layout.order if elf.sections["type"][i] == RELA)
    entries, names = np.frombuffer(old[DYNSYM], SYMBOL), read_names(elf)
    relocations = np.frombuffer(old[RELA], RELOCATION)
    kept = choose_kept(entries, names, relocations, shared)
    symbols = order_symbols(entries, names, kept)
    relocations, relative = bind(relocations, entries, symbols)

    places, strings = {b"": 0}, bytearray(1)

    def place(name: bytes) -> int:
        """Where the name is in the new string table; it is added if it is new."""
        if name not in places:
            places[name] = len(strings)
            strings.extend(name + b"\0")
        return places[name]

    def move(at: int) -> int:
        """Where a string of the old table is in the new one."""
        return place(old[STRTAB][at : old[STRTAB].index(b"\0", at)])

    stay = entries[symbols.old]
    stay["name"] = [place(names[i]) for i in symbols.old]
    new = {DYNSYM: stay.tobytes(), RELA: relocations.tobytes(), GNU_HASH: hash_table(symbols)}
    if VERSYM in old:
        new[VERSYM] = np.frombuffer(old[VERSYM], "<u2")[symbols.old].tobytes()
    for kind in VERSION_FIELDS.keys() & old.keys():
        table = bytearray(old[kind])
        for at in version_strings(table, kind):
            struct.pack_into("<I", table, at, move(*struct.unpack_from("<I", table, at)))
        new[kind] = bytes(table)
    dynamic = [
        (tag, move(value) if tag in DT_STRINGS else value)
        for tag, value in layout.dynamic
        # Bound with the others when the library is loaded, not at the first call: lazily, the
        # dynamic linker finds a relocation by its place in a table of their own.
        if tag not in (DT_JMPREL, DT_PLTRELSZ, DT_PLTREL, DT_RELACOUNT)
    ]
    if len(dynamic) < len(layout.dynamic):
        dynamic.append((DT_RELACOUNT, relative))
    new[STRTAB] = bytes(strings)
    return Rebuilt(new, dynamic)


def choose_kept(
    entries: np.ndarray, names: list[bytes], relocations: np.ndarray, shared: set[bytes]
) -> np.ndarray:
    """Which symbols stay: C names, shared names, imports, and what cannot be bound beforehand."""
    kept = np.array([name in shared or not name.startswith(b"_Z") for name in names])
    kept |= (entries["section"] == UNDEFINED) | (entries["section"] >= RESERVED)
    kept |= np.isin(entries["info"] >> 4, (LOCAL, UNIQUE))
    kept |= np.isin(entries["info"] & 15, (TLS, IFUNC))
    kept[relocations["symbol"][~np.isin(relocations["type"], BINDABLE)]] = True
    return kept


def order_symbols(entries: np.ndarray, names: list[bytes], kept: np.ndarray) -> Symbols:
    """Put local symbols first, then imported ones, then the others by bucket of the hash table."""
    local = entries["info"] >> 4 == LOCAL
    others = np.flatnonzero(kept & ~local & (entries["section"] != UNDEFINED))
    hashes = np.array([gnu_hash(names[i]) for i in others], np.uint32)
    buckets = max(len(others) // 4, 1)
    by_bucket = np.argsort(hashes % np.uint32(buckets), kind="stable")
    imported = np.flatnonzero(kept & ~local & (entries["section"] == UNDEFINED))
    old = np.concatenate([np.flatnonzero(local), imported, others[by_bucket]])
    return Symbols(old, len(old) - len(others), hashes[by_bucket], buckets)


def gnu_hash(name: bytes) -> int:
    """The hash of a name in .gnu.hash, 32 bits."""
    value = 5381
    for letter in name:
        value = (value * 33 + letter) & 0xFFFFFFFF
    return value


def hash_table(symbols: Symbols) -> bytes:
    """The section .gnu.hash: a Bloom filter, then the chains of hashes that buckets point to."""
    hashes, shift = symbols.hashes.astype(np.uint64), np.uint64(BLOOM_SHIFT)
    words = 1 << (len(hashes) * BLOOM_BITS // 64).bit_length()
    bloom = np.zeros(words, np.uint64)
    one, low = np.uint64(1), np.uint64(63)
    bits = one << (hashes & low) | one << (hashes >> shift & low)
    np.bitwise_or.at(bloom, (hashes // np.uint64(64) % np.uint64(words)).astype(int), bits)
    bucket = (symbols.hashes % np.uint32(symbols.buckets)).astype(int)
    filled, start = np.unique(bucket, return_index=True)
    heads = np.zeros(symbols.buckets, np.uint32)
    heads[filled] = start + symbols.unhashed
    chain = symbols.hashes & np.uint32(0xFFFFFFFE)
    chain[np.flatnonzero(np.diff(bucket, append=-1))] |= np.uint32(1)  # the last of its chain
    head = struct.pack("<4I", symbols.buckets, symbols.unhashed, words, BLOOM_SHIFT)
    return head + bloom.tobytes() + heads.tobytes() + chain.tobytes()


def bind(relocations: np.ndarray, entries: np.ndarray, symbols: Symbols) -> tuple[np.ndarray, int]:
    """Bind what wants a symbol that goes; the relocations, and how many of them are relative.

    Relative ones come first, for the dynamic linker counts them; then, as before, those of calls
    after the others, and those last whose functions choose a function, which may need the others.
    """
    places = np.zeros(len(entries), np.uint32)
    places[symbols.old] = np.arange(len(symbols.old))
    wanted = relocations["symbol"]
    new = relocations.copy()
    new["symbol"] = places[wanted]
    bound = (wanted > 0) & (new["symbol"] == 0)
    new["type"][bound] = RELATIVE
    new["addend"][bound] += entries["value"][wanted[bound]].astype(np.int64)
    group = np.ones(len(new), np.uint8)
    group[new["type"] == RELATIVE] = 0
    group[new["type"] == JUMP_SLOT] = 2
    group[entries["info"][wanted] & 15 == IFUNC] = 3
    group[new["type"] == IRELATIVE] = 4
    order = np.lexsort((new["offset"], new["symbol"], group))
    return new[order], np.count_nonzero(group == 0)


def version_strings(table: bytes, kind: int) -> Iterator[int]:
    """Where, in bytes, a table of versions has the places of its strings."""
    name, parts, following, part_name, part_following = VERSION_FIELDS[kind]

    def step(at: int) -> int:
        return struct.unpack_from("<I", table, at)[0]

    entry, more = 0, True
    while more:
        if name is not None:
            yield entry + name
        part, more = entry + step(entry + parts), True
        while more:
            yield part + part_name
            more = step(part + part_following)
            part += more
        more = step(entry + following)
        entry += more


def write_trimmed(elf: Elf, layout: Layout, rebuilt: Rebuilt) -> bool:
    """Write the file again, without the room that is left; False if that is less than a page."""
    header, segments, sections = (part.copy() for part in (elf.header, elf.segments, elf.sections))
    first, end = layout.first, layout.end
    split = bool(segments["size"][first] > end)
    start = HEADER.itemsize + segments.nbytes + split * SEGMENT.itemsize
    tables = bytearray()
    for i in layout.order:
        content = rebuilt.content[int(sections["type"][i])]
        if i not in layout.of.values():
            content = b""  # the second table of relocations, now in the first
        tables.extend(bytes(-(start + len(tables)) % int(sections["align"][i] or 1)))
        sections["offset"][i] = sections["address"][i] = start + len(tables)
        sections["size"][i] = len(content)
        tables.extend(content)

    page = int(segments["align"][segments["type"] == PT_LOAD].max(initial=PAGE))
    new_end, rest = start + len(tables), end // page * page
    cut = rest + -new_end // page * page
    if cut <= 0:
        return False
    moved = elf.sections["offset"] >= end
    moved[layout.order] = False
    sections["offset"][moved] -= np.uint64(cut)
    segments["offset"][segments["offset"] >= end] -= np.uint64(cut)
    header["shoff"] -= np.uint64(cut)
    header["phnum"] += split
    for field in ("file_size", "size"):
        segments[field][first] = new_end
        segments[field][segments["type"] == PT_PHDR] = start - HEADER.itemsize
    if split:
        second = elf.segments[first : first + 1].copy()
        for field in ("address", "physical"):
            second[field] += np.uint64(rest)
        for field in ("file_size", "size"):
            second[field] -= np.uint64(rest)
        second["offset"] = rest - cut
        segments = np.concatenate([segments[: first + 1], second, segments[first + 1 :]])

    values = {tag: sections["address"][layout.of.get(kind, 0)] for tag, kind in DT_TABLES.items()}
    values[DT_RELASZ], values[DT_STRSZ] = (len(rebuilt.content[x]) for x in (RELA, STRTAB))
    dynamic = np.zeros((layout.slots, 2), np.uint64)
    dynamic[: len(rebuilt.dynamic)] = [(tag, values.get(tag, x)) for tag, x in rebuilt.dynamic]
    replace(
        elf.path,
        (0, header.tobytes() + segments.tobytes() + tables),
        (end - cut, elf.data[end:]),
        (layout.dynamic_place - cut, dynamic.tobytes()),
        (int(header["shoff"]), sections.tobytes()),
    )
    return True


def replace(path: Path, *parts: tuple[int, bytes]) -> None:
    """Put a file with these parts in its stead; each has its place in bytes, later ones win."""
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as file:
            for place, part in parts:
                file.seek(place)
                file.write(part)
        shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
