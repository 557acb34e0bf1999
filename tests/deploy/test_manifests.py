"""The files of deploy/ that cannot be run here: valid by the schemas of what reads them, and about what there is."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deploy.proxy import Proxy
from tests.helpers import ROOT, missing, nginx, run

DEPLOY = ROOT / "deploy"
MANIFESTS = [
    one for one in yaml.safe_load_all((DEPLOY / "kubernetes" / "dashboard.yaml").read_text(encoding="utf-8")) if one
]
VERSION = "1.31"  # of the API; what is in the files is there since 1.27
WANTED = {
    "Deployment",
    "HorizontalPodAutoscaler",
    "Service",
    "Ingress",
    "CronJob",
    "PodDisruptionBudget",
    "NetworkPolicy",
}
CONTAINERS = Proxy(["dashboard:8501"], "/run/dashboard", ("_",), 8080, pages="/usr/share/dashboard")


def named(kind: str, name: str = "dashboard") -> dict[str, Any]:
    return next(one for one in MANIFESTS if one["kind"] == kind and one["metadata"]["name"] == name)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda one: f"{one['kind']}-{one['metadata']['name']}")
def test_a_manifest_fits_the_schema_of_the_api(manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, VERSION, strict=True)


def test_the_check_knows_a_wrong_manifest() -> None:
    wrong = {**named("Deployment"), "spec": {**named("Deployment")["spec"], "replica": 3}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSION, strict=True)


def test_the_manifests_fit_each_other() -> None:
    assert {one["kind"] for one in MANIFESTS} >= WANTED
    pod = named("Deployment")["spec"]["template"]
    labels, names = pod["metadata"]["labels"], {port["name"] for port in pod["spec"]["containers"][0]["ports"]}
    for selector in (
        named("Deployment")["spec"]["selector"]["matchLabels"],
        named("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        named("Service")["spec"]["selector"],
        named("NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()
    assert {port["targetPort"] for port in named("Service")["spec"]["ports"]} <= names
    assert named("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]["name"] == "dashboard"
    minimum = named("HorizontalPodAutoscaler")["spec"]["minReplicas"]
    assert named("PodDisruptionBudget")["spec"]["minAvailable"] < minimum <= named("Deployment")["spec"]["replicas"]
    claims = {one["metadata"]["name"] for one in MANIFESTS if one["kind"] == "PersistentVolumeClaim"}
    job = named("CronJob", "dashboard-refresh")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert {
        volume["persistentVolumeClaim"]["claimName"] for volume in job["volumes"] if "persistentVolumeClaim" in volume
    } <= claims
    for spec in (pod["spec"], job):
        mounted = {mount["name"] for mount in spec["containers"][0]["volumeMounts"]}
        assert mounted == {volume["name"] for volume in spec["volumes"]}
        assert spec["securityContext"]["runAsNonRoot"]
        assert spec["containers"][0]["securityContext"]["readOnlyRootFilesystem"]


def test_every_setting_in_the_files_is_one_that_the_readme_explains() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text(encoding="utf-8"))
    names = {*named("ConfigMap")["data"], *compose["x-dashboard"]["environment"]}
    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_the_commands_in_the_files_exist(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.rglob("*") if path.suffix in (".yaml", ".service", "")
             and path.is_file()]  # fmt: skip
    commands = set(re.findall(r"-m,? loaders,? (\w+)", "\n".join(texts)))
    assert commands == {"build", "doctor", "refresh"}
    for command in commands:
        assert run(command, "--help", data=tmp_path, snapshots=tmp_path).returncode == 0


def test_what_the_image_copies_is_there_and_what_the_code_needs_is_copied() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = {name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE) for name in line.split()}
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    packages = {"app.py", "server.py", "pages", "dashboard", "snapshot", "loaders", "data", ".streamlit"}
    assert packages <= copied
    let_in = {
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        if line[:1] == "!"
    }
    assert copied <= let_in
    assert re.search(r"^USER 10001$", text, re.MULTILINE)


def test_the_composition_holds_together() -> None:
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert services["dashboard"]["deploy"]["replicas"] == 3
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            is_known = source in compose["volumes"] or (DEPLOY / "compose" / source).resolve().exists()
            assert is_known or source.startswith("/"), f"{name}: {volume}"
        if name in ("dashboard", "refresh", "proxy"):
            assert service["read_only"]
            assert service["cap_drop"] == ["ALL"]
        assert re.search(r":[A-Z]*\.?\d[\w.-]*$", service["image"]) or service["image"] == "arbeidsmarktdashboard", name
    known = set(re.findall(r"^(\w+)=", (DEPLOY / "compose" / "example.env").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose" / "compose.yaml").read_text(encoding="utf-8"))) <= known


def test_the_proxy_in_containers_is_made_of_the_same_template() -> None:
    """To write it anew: python -c 'from tests.deploy.test_manifests import write; write()'."""
    assert (DEPLOY / "compose" / "nginx.conf").read_text(encoding="utf-8") == CONTAINERS.configuration()


def write() -> None:
    """Write the proxy's configuration for containers."""
    (DEPLOY / "compose" / "nginx.conf").write_text(CONTAINERS.configuration(), encoding="utf-8")


@pytest.mark.parametrize(
    "proxy",
    [
        Proxy(["127.0.0.1:8601", "127.0.0.1:8602"], "@", ("localhost",), 8080),
        Proxy(["127.0.0.1:8601"], "@", ("arbeidsmarkt.example.nl",), 443, "@/cert.pem", "@/key.pem"),
    ],
    ids=["plain", "tls"],
)
def test_nginx_itself_accepts_the_configuration(proxy: Proxy, tmp_path: Path) -> None:
    program, openssl = (
        nginx(),
        shutil.which("openssl") or missing("no openssl on this machine; apt-get install openssl"),
    )
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")], check=True, capture_output=True,
    )  # fmt: skip
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(proxy.configuration().replace("@", str(tmp_path)), encoding="utf-8")
    told = subprocess.run(
        [program, "-t", "-p", str(tmp_path), "-c", str(configuration)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert "[warn]" not in told.stderr


def test_units_of_systemd_are_whole() -> None:
    for path in (DEPLOY / "systemd").iterdir():
        unit = configparser.RawConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string("".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)))
        assert unit.has_section("Unit"), path.name
        if path.suffix == ".service":
            assert unit["Service"]["User"] == "dashboard"
            assert unit["Service"]["NoNewPrivileges"] == "yes"
    verify = shutil.which("systemd-analyze")
    if verify:
        units = [str(path) for path in (DEPLOY / "systemd").iterdir()]
        told = subprocess.run([verify, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
        assert "Unknown" not in told.stderr
