"""Setup finds what a machine lacks and installs it in that machine's way, on machines made of stub programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.patience import PATIENCE

SCRIPT = Path(__file__).parents[2] / "setup" / "system.sh"
TOOLS = ("cat", "cp", "dirname", "env", "mktemp", "readlink", "rm", "sh", "tail", "true")

BASE_PROBES = {
    "fc-match": "echo Arial",
    "fc-list": 'echo "Some Font"',
}
TEST_PROBES = {"soffice": "exit 0", "loimpress": "exit 0", "chromium": "exit 0", "msgfmt": "exit 0"}

APT_BASE = "libcairo2 fontconfig fonts-noto-cjk fonts-liberation fonts-crosextra-carlito fonts-noto-color-emoji"
APT = "env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends"


@dataclass(frozen=True)
class Machine:
    """A folder of stub programs; what a package manager would install waits in `pool`."""

    bin: Path
    pool: Path
    log: Path

    def add(self, name: str, script: str, folder: Path | None = None) -> None:
        stub = (folder or self.bin) / name
        stub.write_text(f"#!/bin/sh\n{script}\n")
        stub.chmod(0o755)

    def add_manager(self, name: str, more: str = "") -> None:
        log = f'echo "{name} $*" >>"{self.log}"'
        self.add(name, f'{more}\n{log}\ncase "$*" in *install*) cp -R "{self.pool}/." "{self.bin}" ;; esac')

    def has(self, probes: dict[str, str]) -> None:
        for name, script in probes.items():
            self.add(name, script)

    def will_have(self, probes: dict[str, str]) -> None:
        for name, script in probes.items():
            self.add(name, script, self.pool)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPT), *arguments],
            env={"PATH": str(self.bin), "TMPDIR": str(self.log.parent), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def commands(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Linux with Python, without anything else, without a package manager, used by root."""
    made = Machine(tmp_path / "bin", tmp_path / "pool", tmp_path / "log")
    made.bin.mkdir()
    made.pool.mkdir()
    for tool in TOOLS:
        (made.bin / tool).symlink_to(shutil.which(tool) or pytest.fail(f"this machine has no {tool}"))
    made.add("uname", "echo Linux")
    made.add("id", "echo 0")
    made.add(
        "python3",
        f"""case "$*" in
*python%d.%d-venv*) echo python3.12-venv ;;
*ensurepip*) test ! -e "{made.bin}/no-venv" ;;
*libatomic*) test -e "{made.bin}/msgfmt" ;;
*libcairo*) test -e "{made.bin}/fc-match" ;;
esac""",
    )
    return made


def user(machine: Machine, *, sudo: bool | None) -> None:
    """The machine's user is not root; `sudo` works, asks for a password, or (None) is not there."""
    machine.add("id", "echo 1000")
    if sudo is not None:
        machine.add("sudo", '[ "$1" != -n ] || shift\nexec "$@"' if sudo else "exit 1")


def assert_all_named(output: Container[str], things: Iterable[str]) -> None:
    assert [thing for thing in things if thing not in output] == []


@pytest.mark.parametrize("level", ["base", "test"])
def test_nothing_is_done_or_said_where_all_is_there(machine: Machine, level: str) -> None:
    machine.has(BASE_PROBES | TEST_PROBES)
    machine.add_manager("apt-get")
    for arguments in ([level], ["--print", level]):
        done = machine.run(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.commands() == []


def test_root_installs_through_apt_after_fetching_the_lists(machine: Machine) -> None:
    machine.add_manager("apt-get")
    machine.will_have(BASE_PROBES)
    done = machine.run("base")
    assert done.returncode == 0, done.stderr
    assert machine.commands() == ["apt-get update", f"apt-get install --yes --no-install-recommends {APT_BASE}"]
    assert_all_named(done.stdout, ["Missing: libcairo", "a Korean font", "==> apt-get update", f"==> {APT} {APT_BASE}"])


def test_the_tests_need_the_office_the_browser_and_gettext_besides(machine: Machine) -> None:
    machine.has(BASE_PROBES)
    machine.add_manager("apt-get")
    machine.will_have(TEST_PROBES)
    assert machine.run("base").returncode == 0
    assert machine.commands() == []
    assert machine.run("test").returncode == 0
    assert machine.commands()[1].endswith("--no-install-recommends libreoffice-impress chromium libatomic1 gettext")


def test_an_office_wants_emoji_of_outlines(machine: Machine) -> None:
    machine.has(BASE_PROBES | TEST_PROBES)
    machine.add("fc-list", 'test "$1" = Symbola || echo "Some Font"')
    machine.add_manager("apt-get")
    assert machine.run("--print", "test").stdout == f"apt-get update && {APT} fonts-symbola\n"
    assert machine.run("--print", "base").stdout == ""


def test_an_office_without_impress_does_not_count(machine: Machine) -> None:
    machine.has(BASE_PROBES | TEST_PROBES)
    (machine.bin / "loimpress").unlink()
    machine.add_manager("apt-get")
    assert machine.run("--print", "test").stdout == f"apt-get update && {APT} libreoffice-impress\n"
    machine.add("simpress", "exit 0")
    assert machine.run("--print", "test").stdout == ""


def test_a_user_installs_through_sudo(machine: Machine) -> None:
    user(machine, sudo=True)
    machine.add_manager("apt-get")
    machine.will_have(BASE_PROBES)
    done = machine.run("base")
    assert done.returncode == 0, done.stderr
    assert len(machine.commands()) == 2
    assert f"==> sudo {APT} {APT_BASE}" in done.stdout


@pytest.mark.parametrize(("sudo", "prefix"), [(False, "sudo "), (None, "")], ids=["asks", "none"])
def test_a_user_without_rights_gets_the_exact_command(machine: Machine, sudo: bool | None, prefix: str) -> None:
    user(machine, sudo=sudo)
    machine.add_manager("apt-get")
    expected = f"{prefix}apt-get update && {prefix}{APT} {APT_BASE}"
    done = machine.run("base")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].strip() == expected
    assert machine.run("--print", "base").stdout == f"{expected}\n"
    assert machine.commands() == []


def test_dnf_gets_the_names_that_its_repositories_have(machine: Machine) -> None:
    machine.add_manager("dnf", 'case "$*" in *repoquery*-vf-*) echo found; exit ;; *repoquery*) exit ;; esac')
    machine.will_have(BASE_PROBES | TEST_PROBES)
    done = machine.run("test")
    assert done.returncode == 0, done.stderr
    (command,) = machine.commands()
    assert command.startswith("dnf install --assumeyes")
    assert_all_named(
        command.split(),
        [
            "cairo",
            "fontconfig",
            "google-noto-sans-cjk-vf-fonts",
            "google-carlito-fonts",
            "libreoffice-impress",
            "gettext",
        ],
    )


def test_brew_installs_formulae_and_casks_and_never_with_sudo(machine: Machine) -> None:
    user(machine, sudo=True)
    machine.add("uname", "echo Darwin")
    machine.add_manager("brew", f'case "$1" in --prefix) echo "{machine.bin}"; exit ;; esac')
    machine.will_have(BASE_PROBES | TEST_PROBES)
    done = machine.run("test")
    assert done.returncode == 0, done.stderr
    assert "sudo" not in done.stdout
    formulae, casks = machine.commands()
    assert formulae == "brew install cairo fontconfig gettext"
    assert_all_named(casks.split(), ["--cask", "libreoffice", "google-chrome", "font-carlito"])


def test_without_a_package_manager_the_things_are_named(machine: Machine) -> None:
    done = machine.run("base")
    assert done.returncode == 3
    assert_all_named(done.stdout, ["libcairo", "a Korean font", "Calibri or Carlito"])
    assert "no apt-get, dnf or brew" in done.stderr
    assert machine.run("--print", "base").stdout == ""


def test_ubuntus_pointer_to_a_snap_is_not_installed(machine: Machine) -> None:
    machine.has(BASE_PROBES | TEST_PROBES)
    (machine.bin / "chromium").unlink()
    machine.add("chromium-browser", "echo install the snap; exit 1")
    machine.add_manager("apt-get")
    machine.add("apt-cache", 'case "$*" in "madison chromium-browser") echo 2:1snap1 ;; esac')
    done = machine.run("test")
    assert done.returncode == 3
    assert "not in this system's packages: Chromium or Google Chrome" in done.stderr
    assert [command for command in machine.commands() if "install" in command] == []
    machine.add("google-chrome", "exit 0")
    assert machine.run("test").returncode == 0


def test_debian_keeps_venv_in_a_package_for_each_python(machine: Machine) -> None:
    machine.has(BASE_PROBES | {"no-venv": ""})
    machine.add_manager("apt-get")
    assert machine.run("--print", "base").stdout == f"apt-get update && {APT} python3.12-venv\n"


def test_a_python_that_is_too_old_does_not_count(machine: Machine) -> None:
    machine.has(BASE_PROBES)
    machine.add("python3", "exit 1")
    machine.add_manager("dnf")
    assert "Python 3.11 or later" in machine.run("base").stdout
    assert any(command.startswith("dnf install") and "python3" in command for command in machine.commands())


def test_a_python_that_was_named_is_the_one_that_counts(machine: Machine) -> None:
    machine.has(BASE_PROBES | {"old-python": "exit 1"})
    machine.add_manager("apt-get")
    done = machine.run("base", PYTHON="old-python")
    assert (done.returncode, done.stderr) == (3, "Stopped: PYTHON=old-python is no Python 3.11 or later\n")
    assert machine.run("base", PYTHON="python3").returncode == 0
    assert machine.commands() == []


def test_a_failing_manager_shows_its_own_words_and_the_command(machine: Machine) -> None:
    machine.add("apt-get", "echo 'E: Could not resolve the mirror' >&2; exit 100")
    done = machine.run("base")
    assert done.returncode == 3
    assert_all_named(done.stderr, ["E: Could not resolve the mirror", "apt-get update"])


def test_a_package_that_does_not_help_is_noticed(machine: Machine) -> None:
    machine.has(BASE_PROBES | {"fc-list": 'case "$1" in :lang=ko) ;; *) echo "Some Font" ;; esac'})
    machine.add_manager("apt-get")
    done = machine.run("base")
    assert done.returncode == 3
    assert done.stderr.startswith("Stopped: not in this system's packages: a Korean font.")


@pytest.mark.parametrize("arguments", [[], ["all"], ["--help"]])
def test_a_wrong_command_line_ends_with_2(machine: Machine, arguments: list[str]) -> None:
    done = machine.run(*arguments)
    assert done.returncode == 2
    assert done.stderr == "usage: setup/system.sh [--print] base|test\n"


def test_no_colour_codes_where_no_terminal_reads_them(machine: Machine) -> None:
    done = machine.run("base")
    assert "\033" not in done.stdout + done.stderr


def test_this_machine_has_what_the_tests_need() -> None:
    done = subprocess.run(
        [str(SCRIPT), "--print", "test"], env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
