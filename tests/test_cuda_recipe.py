"""packaging/cuda.py: a bundle for GPUs has what is needed, and leaves out what nothing loads."""

import ast
import importlib

import pytest

from tests.processes import ROOT

SPEC = (ROOT / "packaging" / "netglow.spec").read_text(encoding="utf-8")
FOLDER = "/build/venv/lib/python3.11/site-packages/nvidia/"


@pytest.fixture
def cuda(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("cuda")


def test_what_a_gpu_needs_is_packed(cuda):
    assert [name for name in cuda.NEEDED if cuda.is_left_out(FOLDER + name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "nccl/lib/libnccl.so.2",
        "curand/lib/libcurand.so.10",
        "cuda_nvrtc/lib/libnvrtc.so.12",
        "cuda_nvrtc/lib/libnvrtc-builtins.so.12.9",
        "cuda_cupti/lib/libcupti.so.12",
        "cuda_nvcc/nvvm/lib64/libnvvm.so",
        "cusolver/lib/libcusolverMg.so.11",
        "cudnn/lib/libcudnn_engines_precompiled.so.9",
        "cudnn/lib/libcudnn_engines_runtime_compiled.so.9",
        "cudnn/lib/libcudnn_heuristic.so.9",
        "cudnn/lib/libcudnn_adv.so.9",
        "cudnn/lib/libcudnn_cnn.so.9",
    ],
)
def test_what_nothing_loads_is_left_out_and_links_to_it(cuda, name):
    assert cuda.is_left_out(FOLDER + name)
    assert cuda.is_left_out(f"nvidia/{name}")  # where a link in the bundle leads to


def test_licences_and_others_files_stay(cuda):
    for name in (
        "nvidia/nccl/__init__.py",
        "licenses/nvidia-nccl-cu12/License.txt",
        "other/nccl/lib/libnccl.so.2",
        "nvidia/cudnn/lib/libcudnn.so.9",
    ):
        assert not cuda.is_left_out(f"/somewhere/{name}"), name


def test_each_is_left_out_for_a_reason(cuda):
    assert all(len(reason) > 8 for reason in cuda.LEFT_OUT.values())
    assert not any(name.startswith(tuple(cuda.LEFT_OUT)) for name in cuda.NEEDED)


def test_the_recipe_asks_for_every_file():
    (is_used,) = (
        node
        for node in ast.parse(SPEC).body
        if isinstance(node, ast.FunctionDef) and node.name == "is_used"
    )
    asked = [ast.unparse(one) for one in is_used.body if isinstance(one, ast.If)]
    assert "if cuda.is_left_out(source):\n    return False" in asked
    assert "used(analysis.binaries), used(analysis.datas)" in SPEC
