"""The system libraries that Qt needs on Linux: which are missing, and how to get them.

Standard library only: packaging/dev.py asks before anything is installed.
"""

import ctypes
import os
import shutil
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library, and the packages it comes in on Debian or Ubuntu and on Fedora."""

    file: str
    apt: str
    dnf: str


# What the files of PySide6 are linked to, less what no Linux is without.
ANY_PLATFORM = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
)
XCB = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
)
DISPLAYS = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}  # in the order in which Qt tries
WITHOUT_DISPLAY = (
    "offscreen", "minimal", "minimalegl", "vnc", "eglfs", "linuxfb", "vkkhrdisplay",
)  # fmt: skip
OF_PLATFORM = {"xcb": XCB, "wayland": WAYLAND}
PLATFORM_OF_SYSTEM = {"darwin": "cocoa", "win32": "windows"}
PATIENCE_S = 3.0


def window_platform(environment: Mapping[str, str] = os.environ) -> str | None:
    """The Qt platform that a window would use by the environment; None: it has no display."""
    names = _asked_for(environment)
    return _first_complete(names) if names else None


def display_platform(environment: Mapping[str, str] = os.environ) -> str | None:
    """The Qt platform of a display that answers; None: there is none.

    Where none answers Qt would end the process.
    """
    names = [name for name in _asked_for(environment) if _answers(name, environment)]
    return _first_complete(names) if names else None


def _asked_for(environment: Mapping[str, str]) -> list[str]:
    """The platforms that Qt would try, in its order."""
    if chosen := environment.get("QT_QPA_PLATFORM"):
        return [name.partition(":")[0] for name in chosen.split(";")]
    if sys.platform in PLATFORM_OF_SYSTEM:
        return [PLATFORM_OF_SYSTEM[sys.platform]]
    return [name for name, display in DISPLAYS.items() if environment.get(display)]


def no_display_sentence(environment: Mapping[str, str] = os.environ) -> str:
    """Why there is no display to open a window on."""
    for name in ("QT_QPA_PLATFORM", *DISPLAYS.values()):
        if value := environment.get(name):
            return (
                f"There is no display to open a window on: {name} is {value}, which leads nowhere."
            )
    return "There is no display to open a window on."


def _answers(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a display of the platform answers, or the platform does without one."""
    if not sys.platform.startswith("linux"):
        return True
    if platform.startswith("wayland"):
        return _wayland_answers(environment)
    if platform == "xcb":
        return _x_answers(environment.get("DISPLAY", ""))
    return platform in WITHOUT_DISPLAY


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    import socket  # here, and below: the window opens sooner where nobody needs it

    if environment.get("WAYLAND_SOCKET"):  # a connection that is there already
        return True
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_S)
        try:
            connection.connect(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name))
        except OSError:
            return False
    return True


def _x_answers(display: str) -> bool:
    """Whether an X server lets this user in, asked in the way in which Qt does."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return False
    if host not in ("", "unix") and not host.startswith("/"):
        import socket

        # libxcb would wait minutes for a machine that is off.
        try:
            socket.create_connection(
                (host.rpartition("/")[2], 6000 + int(number)), PATIENCE_S
            ).close()
        except (OSError, ValueError, OverflowError):  # no such host can be, or no such port
            return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the missing library is told elsewhere
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    answered = []

    def ask() -> None:
        connection = xcb.xcb_connect(os.fsencode(display), None)
        if xcb.xcb_connection_has_error(connection):
            xcb.xcb_disconnect(connection)
        else:
            # Left open: a bare server begins again when its last client goes, and misses the next.
            answered.append(connection)

    # Some server may take the connection and say nothing.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE_S)
    return bool(answered)


def missing_libraries(platform: str) -> tuple[Library, ...]:
    """What the Qt platform needs and this system lacks."""
    if not sys.platform.startswith("linux"):
        return ()
    needed = ANY_PLATFORM + OF_PLATFORM.get(platform, ())
    return tuple(library for library in needed if not _loads(library.file))


def missing_sentence(libraries: Sequence[Library]) -> str:
    """Which libraries are missing, and the command that installs them."""
    files = ", ".join(library.file for library in libraries)
    return f"Qt's system libraries are missing: {files}. {_remedy(libraries)}"


def _first_complete(platforms: Sequence[str]) -> str:
    # Qt, too, goes on to the next platform where one does not load.
    return next((name for name in platforms if not missing_libraries(name)), platforms[-1])


def _remedy(libraries: Sequence[Library]) -> str:
    root = "" if os.geteuid() == 0 else "sudo "
    if shutil.which("apt-get"):
        packages = sorted({library.apt for library in libraries})
        return f"Install them with: {root}apt-get install {' '.join(packages)}"
    if shutil.which("dnf"):
        packages = sorted({library.dnf for library in libraries})
        return f"Install them with: {root}dnf install {' '.join(packages)}"
    return "Install your system's packages that contain them."


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
