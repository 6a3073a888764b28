# Shared by packaging/run and packaging/test: finds Python, the system's libraries and fonts, and makes .venv.
# POSIX sh, to be sourced; expects $root (the checkout) to be set and leaves $python (the one of .venv).

venv="$root/.venv"
python="$venv/bin/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1
export PYRIGHT_PYTHON_IGNORE_WARNINGS=1

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }
fail() {
    note "$*"
    exit 1
}

# The newest supported Python on the path, else nothing.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        found=$(command -v "$name" 2>/dev/null) || continue
        if "$found" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

# How this person may install system packages: 'apt' run as root or by a sudo that asks nothing, or ''.
can_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_refreshed=
apt_install() {
    can_apt || return 1
    if [ -z "$apt_refreshed" ]; then
        as_root apt-get update -q >/dev/null 2>&1 || note "The list of packages could not be refreshed; trying with the old one."
        apt_refreshed=yes
    fi
    say "Installing by apt: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 && return 0
    tail -n 15 "$log" >&2
    return 1
}

# The exact line for this system; $1 Debian's names, $2 Fedora's, $3 Arch's.
install_line() {
    if command -v apt-get >/dev/null 2>&1; then
        note "    sudo apt-get install -y $1"
    elif command -v dnf >/dev/null 2>&1; then
        note "    sudo dnf install -y $2"
    elif command -v pacman >/dev/null 2>&1; then
        note "    sudo pacman -S --needed $3"
    else
        note "    with your system's package manager (names as in Debian): $1"
    fi
}

# Library file, then its package in Debian, Fedora and Arch.
base_libraries='libglib-2.0.so.0 libglib2.0-0 glib2 glib2
libGL.so.1 libgl1 libglvnd-glx libglvnd
libEGL.so.1 libegl1 libglvnd-egl libglvnd
libfontconfig.so.1 libfontconfig1 fontconfig fontconfig
libdbus-1.so.3 libdbus-1-3 dbus-libs dbus
libxkbcommon.so.0 libxkbcommon0 libxkbcommon libxkbcommon'
window_libraries='libxkbcommon-x11.so.0 libxkbcommon-x11-0 libxkbcommon-x11 libxkbcommon-x11
libxcb-cursor.so.0 libxcb-cursor0 xcb-util-cursor xcb-util-cursor
libxcb-icccm.so.4 libxcb-icccm4 xcb-util-wm xcb-util-wm
libxcb-image.so.0 libxcb-image0 xcb-util-image xcb-util-image
libxcb-keysyms.so.1 libxcb-keysyms1 xcb-util-keysyms xcb-util-keysyms
libxcb-render-util.so.0 libxcb-render-util0 xcb-util-renderutil xcb-util-renderutil
libxcb-shape.so.0 libxcb-shape0 libxcb libxcb
libxcb-xkb.so.1 libxcb-xkb1 libxcb libxcb'
# File name of a face, then its package in Debian, Fedora and Arch. Without fonts Qt draws boxes.
fonts='Inter fonts-inter rsms-inter-fonts inter-font
NotoSerif fonts-noto-core google-noto-serif-fonts noto-fonts
CJK fonts-noto-cjk google-noto-sans-cjk-fonts noto-fonts-cjk'

has_library() { "$base_python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" >/dev/null 2>&1; }

has_font() {
    for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.local/share/fonts" "${HOME:-/}/.fonts"; do
        [ -d "$folder" ] && [ -n "$(find "$folder" -iname "*$1*" -print 2>/dev/null | head -n 1)" ] && return 0
    done
    return 1
}

# Appends what is missing of a list to $missing_deb, $missing_dnf and $missing_pacman; $1 is the test.
collect_missing() {
    while read -r thing deb dnf pacman; do
        "$1" "$thing" && continue
        missing_deb="$missing_deb $deb"
        missing_dnf="$missing_dnf $dnf"
        missing_pacman="$missing_pacman $pacman"
    done <<LIST
$2
LIST
}

find_missing() {
    missing_deb= missing_dnf= missing_pacman=
    collect_missing has_library "$base_libraries"
    if has_display; then collect_missing has_library "$window_libraries"; fi
    collect_missing has_font "$fonts"
}

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

install_system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    find_missing
    [ -n "$missing_deb" ] || return 0
    # shellcheck disable=SC2086 # the names are words
    apt_install $missing_deb && return 0
    note "Missing on this system:$missing_deb"
    note "Install them with this line, then start again if the window or its letters do not appear:"
    install_line "${missing_deb# }" "${missing_dnf# }" "${missing_pacman# }"
}

make_venv() {
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 &&
        "$python" -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    rm -rf "$venv"
    if ! "$base_python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$base_python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        apt_install "$version-venv" || apt_install python3-venv || true
    fi
    say "Making .venv with $("$base_python" --version 2>&1)"
    "$base_python" -m venv "$venv" >"$log" 2>&1 && return 0
    rm -rf "$venv"
    "$base_python" -m virtualenv -q "$venv" >>"$log" 2>&1 && return 0
    rm -rf "$venv"
    cat "$log" >&2
    note "Python's venv is missing here. Install it with:"
    install_line "python3-venv" "python3-pip" "python"
    exit 1
}

checksum() { find "$@" -type f ! -name '*.pyc' -exec cksum {} + 2>/dev/null | sort | cksum; }

# install_project STAMP FINGERPRINT PIP-ARGUMENTS...: asks pip only when the fingerprint changed.
install_project() {
    stamp="$venv/.installed-$1"
    fingerprint=$2
    shift 2
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ]; then return 0; fi
    say "Installing Press Archive and what it needs into .venv (a few minutes the first time)"
    rm -f "$venv"/.installed-*
    if ! "$python" -m pip install -q "$@" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "pip could not install it. Is the network there? Start again when it is."
    fi
    printf '%s\n' "$fingerprint" >"$stamp"
}

check_qt() {
    "$python" -c 'import PySide6.QtWidgets' >"$log" 2>&1 && return 0
    tail -n 1 "$log" >&2
    find_missing
    note "Qt cannot start without its system libraries. Install them with:"
    install_line "${missing_deb# }" "${missing_dnf# }" "${missing_pacman# }"
    exit 1
}

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

base_python=$(find_python) || {
    note "Press Archive needs Python 3.11, 3.12 or 3.13; none was found. Install it with:"
    install_line "python3 python3-venv" "python3.12" "python"
    exit 1
}
