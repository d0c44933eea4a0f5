"""The files in deploy/ say what they should, name what exists, and are what the programs that read them take."""

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from lms import settings
from lms.web import security

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
LONG_RUNNING = [unit for unit in SERVICES if "backup" not in unit.name]
HARDENED = {
    "User": "learning",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "UMask": "0077",
}


def unit(path: Path) -> ConfigParser:
    # A setting may be given twice in a unit; the last one is enough here.
    read = ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, "utf-8")
    return read


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_services_run_with_nothing_more_than_they_need(path: Path) -> None:
    service = unit(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert service["EnvironmentFile"] == "/etc/learning/settings.env"


@pytest.mark.parametrize("path", LONG_RUNNING, ids=lambda path: path.name)
def test_what_dies_is_started_again(path: Path) -> None:
    assert unit(path)["Service"]["Restart"] == "always"


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_services_start_modules_that_exist(path: Path) -> None:
    service = unit(path)["Service"]
    for command in (service["ExecStart"], service.get("ExecReload", "")):
        for module in re.findall(r"-m (\S+)|--app (\S+)", command):
            assert find_spec("".join(module)), command


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Where systemd is at hand it reads them itself; the Python of the release is replaced by one that is here."""
    for path in UNITS:
        words = path.read_text("utf-8").replace("/srv/learning/current/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(words, "utf-8")
    verify = shutil.which("systemd-analyze")
    if verify is None:
        assert sorted(unit(path).sections()[-2] for path in SERVICES if "Install" in unit(path)) == ["Service"] * 2
        return
    command = [verify, "verify", *(str(tmp_path / path.name) for path in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    assert [line for line in done.stderr.splitlines() if "learning-" in line] == []


class Strict(BaseModel):
    """Nothing that is not named here, as in the specification of compose files."""

    model_config = ConfigDict(extra="forbid")


class Health(Strict):
    """When a container counts as well."""

    test: list[str]
    interval: str
    timeout: str
    retries: int


class Service(Strict):
    """What one container is."""

    image: str
    build: dict[str, Any] | None = None
    command: list[str] | None = None
    env_file: list[str] = []
    environment: dict[str, str] = {}
    secrets: list[str] = []
    volumes: list[str] = []
    tmpfs: list[str] = []
    ports: list[str] = []
    cap_drop: list[str] = []
    security_opt: list[str] = []
    read_only: bool = False
    restart: str
    stop_grace_period: str | None = None
    healthcheck: Health | None = None
    depends_on: dict[str, dict[str, str]] | list[str] = {}


class Compose(Strict):
    """The whole file."""

    name: str
    services: dict[str, Service]
    volumes: dict[str, None]
    secrets: dict[str, dict[str, str]]


def test_compose_file_names_only_what_it_has() -> None:
    words = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    compose = Compose(**{name: value for name, value in words.items() if not name.startswith("x-")})
    for service in compose.services.values():
        assert set(service.depends_on) <= set(compose.services)
        assert set(service.secrets) <= set(compose.secrets)
        for volume in service.volumes:
            source = volume.split(":")[0]
            assert source in compose.volumes or (DEPLOY / source).exists(), volume
        for module in re.findall(r"-m (\S+)", " ".join(service.command or [])):
            assert find_spec(module), module
    assert set(compose.services["web"].volumes) & set(compose.services["proxy"].volumes) == {"socket:/run/learning"}


def test_docker_takes_the_compose_file(tmp_path: Path) -> None:
    """Where docker compose is at hand it reads the file itself."""
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        assert "FROM debian" in (DEPLOY / "Dockerfile").read_text("utf-8")
        return
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    (tmp_path / "deploy" / "settings.env").write_text("")
    file = tmp_path / "deploy" / "compose.yaml"
    done = subprocess.run([docker, "compose", "-f", str(file), "config", "-q"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_proxy_keeps_no_connection_and_no_record_of_who_read_what() -> None:
    words = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert "keepalive off" in words
    assert "exclude http.log.error" in words
    assert re.findall(r"^\s*log\b.*$", words, re.MULTILINE) == ["\tlog default {"]


def test_secrets_of_a_deployment_stay_out_of_the_repository_and_the_image() -> None:
    for file in (".gitignore", ".dockerignore"):
        kept_out = (ROOT / file).read_text("utf-8")
        assert "deploy/settings.env" in kept_out
        assert "deploy/secrets" in kept_out


def test_every_setting_is_told_to_those_who_host_it() -> None:
    asked = set(re.findall(r'environ(?:\.get\(|, )"([A-Z_]+)"', Path(settings.__file__).read_text("utf-8")))
    offered = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "settings.env.example").read_text("utf-8"), re.MULTILINE))
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/running-it.md").read_text("utf-8")))
    assert "SECRET_KEY" in asked
    assert asked - told == set()
    assert offered - asked == set()


def test_the_proxy_lets_through_what_the_service_refuses_in_words() -> None:
    assert "max_size 4MB" in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert security.MOST_BYTES < 4 * 1000 * 1000
