"""Try the Debian package as its users do: in a Debian of its own, without Python or compilers.

    python3 packaging/clean_root.py dist/netglow_VERSION_amd64.deb      # as root; two minutes, 3 GB

It makes a small Debian of this machine's release in build/clean-root, installs an older version,
upgrades to the package, lets it test itself without a display and with one (Xvfb), opens the window
and takes a picture of the screen (dist/clean-root.png), removes it, and looks for what is left
behind. Needs debootstrap and ImageMagick. Each check is printed with its time; 0 if all hold.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from places import BUILD, DIST

from core.identity import APP_ID, MIME_TYPE, PROGRAM

DEBIAN = BUILD / "clean-root"
# What a desktop has besides: a screen, and the caches in which packages announce themselves.
DESKTOP = "xvfb", "xauth", "desktop-file-utils", "shared-mime-info", "hicolor-icon-theme", "man-db"
USER = 1000
OLDER = "0.0.1"
SCREEN = "1440x900x24"
STILL_S, PATIENCE_S = 5, 120
# Where the package manager keeps its books.
BOOKS = "/var/cache/", "/var/lib/apt/", "/var/lib/dpkg/", "/var/log/", "/tmp/", "/home/"
BUILDERS = "python3", "python", "perl5-gcc", "gcc", "cc", "c++", "make", "ld"


def main(arguments: list[str]) -> int:
    """Run every check; the exit code."""
    if len(arguments) != 1 or not arguments[0].endswith(".deb"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    package = Path(arguments[0]).resolve()
    problem = what_is_missing(package)
    if problem:
        print(f"clean_root.py: {problem}", file=sys.stderr)
        return 2
    if "NETGLOW_ALONE" not in os.environ:
        # Mounts and processes of its own: both are gone when this ends, however it ends.
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, __file__]
        os.execvpe(alone[0], [*alone, str(package)], {**os.environ, "NETGLOW_ALONE": "1"})
    try:
        run_checks(package)
    except (subprocess.CalledProcessError, AssertionError, TimeoutError) as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    return 0


def what_is_missing(package: Path) -> str:
    """Return a sentence on why this cannot be done here; empty if it can."""
    if not package.is_file():
        return f"There is no package {package}; packaging/build.py makes one."
    if os.geteuid() != 0:
        return "Only root can make a Debian of its own and install in it."
    missing = [name for name in ("debootstrap", "convert", "unshare") if not shutil.which(name)]
    return f"Install debootstrap and imagemagick first: no {', '.join(missing)}." if missing else ""


def run_checks(package: Path) -> None:
    """Install, use, upgrade, remove. AssertionError, CalledProcessError: what did not hold."""
    with check("a clean Debian"):
        make_debian()
        found = [name for name in BUILDERS if (DEBIAN / "usr" / "bin" / name).exists()]
        assert not found, f"The clean root has {', '.join(found)}."
        before = list_files()
    incoming = DEBIAN / "srv"
    older = make_older(package, incoming / f"{PROGRAM}_{OLDER}.deb")
    shutil.copy(package, incoming / "newer.deb")
    with check("install an older version"):
        install(older.name)
        assert ask(PROGRAM, "--version").strip() == f"Netglow {OLDER}"
    older.unlink()
    with check("upgrade to this one"):
        install("newer.deb")
        version = ask(PROGRAM, "--version").strip()
        assert version != f"Netglow {OLDER}", version
        assert not (DEBIAN / "usr/lib" / PROGRAM / "of-older").exists(), "An old file is left."
    (incoming / "newer.deb").unlink()
    with check("the desktop knows it"):
        check_desktop()
    with check("nothing is missing, and still no Python"):
        check_libraries()
        assert not list((DEBIAN / "usr" / "bin").glob("python*")), "A package brought Python along."
        report = json.loads(ask(PROGRAM, "doctor", "--json"))
        assert report["installed"], report
        assert not report["problems"], report["problems"]
        assert report["gpu_build"] is False, report
    with check("self-test without a display"):
        self_test()
    with screen() as display:
        with check("self-test on a screen"):
            self_test(DISPLAY=display)
        with check("the window on a screen"):
            show_window(display)
    with check("remove and purge"):
        chroot("apt-get", "purge", "-y", "--autoremove", PROGRAM)
        left = sorted(list_files() ^ before)
        assert not left, "Left behind or taken along: " + ", ".join(left[:20])


@contextlib.contextmanager
def check(name: str) -> Iterator[None]:
    """Print the check's name when it held, and how long it took."""
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"failed  {time.monotonic() - start:6.1f} s  {name}", flush=True)
        raise
    print(f"ok      {time.monotonic() - start:6.1f} s  {name}", flush=True)


def make_debian() -> None:
    """Make the smallest Debian that can be, with a screen for later."""
    shutil.rmtree(DEBIAN, ignore_errors=True)
    DEBIAN.mkdir(parents=True)
    targets = subprocess.check_output(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)"], text=True
    )
    mirror, codename = targets.split("\n")[0].split()
    quiet(["debootstrap", "--variant=minbase", codename, DEBIAN, mirror])
    for place in ("apt/apt.conf.d", "apt/sources.list", "apt/sources.list.d", "apt/auth.conf.d"):
        source, target = Path("/etc") / place, DEBIAN / "etc" / place
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copy(source, target)
    shutil.copy("/etc/resolv.conf", DEBIAN / "etc" / "resolv.conf")
    quiet(["mount", "-t", "proc", "proc", DEBIAN / "proc"])
    quiet(["mount", "--bind", "/dev", DEBIAN / "dev"])
    chroot("apt-get", "update")
    chroot("apt-get", "install", "-y", "--no-install-recommends", *DESKTOP)
    chroot("useradd", "--create-home", "--uid", str(USER), "learner")


def make_older(package: Path, older: Path) -> Path:
    """Make a package like this one, but older, and with a file that the newer has not."""
    work = BUILD / "older"
    shutil.rmtree(work, ignore_errors=True)
    quiet(["dpkg-deb", "--raw-extract", package, work])
    program = work / "usr" / "lib" / PROGRAM
    (program / "of-older").write_text("This file is of the older version alone.\n")
    control, project = work / "DEBIAN" / "control", program / "_internal" / "pyproject.toml"
    for file, beginning, line in (
        (control, "Version:", f"Version: {OLDER}"),
        (project, "version =", f'version = "{OLDER}"'),
    ):
        lines = file.read_text().splitlines()
        lines = [line if old.startswith(beginning) else old for old in lines]
        file.write_text("\n".join(lines) + "\n")
    (work / "DEBIAN" / "md5sums").unlink()
    quiet(["dpkg-deb", "--root-owner-group", "-Znone", "--build", work, older])
    shutil.rmtree(work)
    return older


def install(name: str) -> None:
    """Install a package that lies in /srv, and what it says that it depends on."""
    chroot("apt-get", "install", "-y", "--no-install-recommends", f"/srv/{name}")


def list_files() -> set[str]:
    """Return the path of every file and folder in the root but for the package manager's books."""
    told = subprocess.check_output(["find", DEBIAN, "-xdev", "-printf", "/%P\\n"], text=True)
    return {name for name in told.splitlines() if not f"{name}/".startswith(BOOKS)}


def check_desktop() -> None:
    """Menu entry, kind of file, icons and man page are where desktops look."""
    share = DEBIAN / "usr" / "share"
    entry = f"/usr/share/applications/{APP_ID}.desktop"
    chroot("desktop-file-validate", entry)
    assert MIME_TYPE in (share / "applications" / "mimeinfo.cache").read_text()
    assert f"{MIME_TYPE}:*.netglow" in (share / "mime" / "globs2").read_text()
    assert ask("man", "-w", PROGRAM).strip() == f"/usr/share/man/man1/{PROGRAM}.1.gz"


def check_libraries() -> None:
    """Every library finds every other, but for the plugin that is of use where GTK is."""
    home = f"/usr/lib/{PROGRAM}"
    told = ask(
        *("sh", "-c"),
        f"find {home} -name '*.so*' -type f ! -name libqgtk3.so"
        " -exec sh -c 'ldd \"$1\" | sed \"s|^|$1: |\"' x {} \\; | grep 'not found' || true",
        LD_LIBRARY_PATH=f"{home}/_internal",  # as the program itself sets it
    )
    assert not told, told


def self_test(**environment: str) -> None:
    """Let the installed program test itself, as a user who is not root."""
    told = ask(PROGRAM, "self-test", "--json", "--screenshot", "/tmp/self-test.png", **environment)
    result = json.loads(told)
    for one in result["checks"]:
        print(f"          {one['seconds']:6.1f} s  {one['check']}: {one['text']}")
    assert result["ok"], result


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """Start a screen in the root; yields its name. Its picture is in /tmp/Xvfb_screen0."""
    words = ["Xvfb", ":7", "-screen", "0", SCREEN, "-nolisten", "tcp", "-fbdir", "/tmp"]
    server = subprocess.Popen(command(words), stderr=subprocess.DEVNULL)
    try:
        wait_until((DEBIAN / "tmp/.X11-unix/X7").exists, "The screen")
        yield ":7"
    finally:
        server.terminate()
        server.wait()


def show_window(display: str) -> None:
    """Open the window, wait until everything in it stands still, and keep a picture of it."""
    frame = DEBIAN / "tmp" / "Xvfb_screen0"
    blank = frame.read_bytes()
    window = subprocess.Popen(command([PROGRAM], DISPLAY=display), stderr=subprocess.DEVNULL)
    seen: list = [blank, time.monotonic()]

    def still() -> bool:
        assert window.poll() is None, f"The window closed with exit code {window.returncode}."
        now = frame.read_bytes()
        if now != seen[0]:
            seen[:] = now, time.monotonic()
        return now != blank and time.monotonic() - seen[1] > STILL_S

    wait_until(still, "The window")
    picture = DIST / "clean-root.png"
    quiet(["convert", f"xwd:{frame}", picture])
    print(f"          {picture}")
    window.terminate()
    window.wait()


def wait_until(true, what: str) -> None:
    """Look twice a second; TimeoutError after two minutes."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} took more than {PATIENCE_S} seconds.")
        time.sleep(0.5)


def command(words, user: int = USER, **environment: str) -> list[str]:
    """Return the command that runs `words` in the root, with nothing of this environment."""
    home = "/home/learner" if user else "/root"
    told = {"HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} | environment
    given = [f"{name}={value}" for name, value in told.items()]
    return ["chroot", f"--userspec={user}:{user}", str(DEBIAN), "env", "-i", *given, *words]


def chroot(*words: str) -> None:
    """Run a command as the root's root, and show what it says only if it fails."""
    quiet(command(words, 0, DEBIAN_FRONTEND="noninteractive"))


def ask(*words: str, **environment: str) -> str:
    """Run a command as a user of the root; what it printed."""
    done = subprocess.run(command(words, **environment), capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
        done.check_returncode()
    return done.stdout


def quiet(words) -> None:
    """Run a command, and show what it says only if it fails."""
    words = [str(word) for word in words]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        done.check_returncode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
