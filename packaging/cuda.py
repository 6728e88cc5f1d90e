"""What of NVIDIA's libraries a bundle for GPUs does without: a fully-connected network loads none.

TensorFlow opens its libraries by name. It registers a GPU where it finds libcudart, libcublas,
libcublasLt, libcufft, libcusolver, libcusparse and libcudnn (TryDlopenCUDALibraries in TSL's
dlopen_checker.cc); libcusolver and libcusparse need libnvJitLink. All others it opens when
something asks for what is in them. Read in the sources of TensorFlow and in the libraries' tables
(readelf: libcudnn_ops needs libcudnn_graph, which has cudnnCreate; nothing kept needs what is left
out). Not tried on a GPU yet: if cuDNN asks for its engines all the same, put those back.
"""

import re

# Beginnings of names in nvidia/, and why nothing misses them.
LEFT_OUT = {
    "nccl/": "sums over several GPUs; a training computes on one",
    "curand/": "random numbers; no kernel of ours draws any, and TensorFlow has its own",
    "cuda_nvrtc/": "compiles CUDA's C++ at run time; XLA compiles PTX, with ptxas",
    "cuda_cupti/": "the profiler",
    "cuda_nvcc/nvvm/lib64/libnvvm": "compiles for NVCC; XLA has its own LLVM, and takes libdevice",
    "cusolver/lib/libcusolverMg": "systems of equations on several GPUs",
    "cudnn/lib/libcudnn_engines_precompiled": "cuDNN's kernels of convolutions and attention",
    "cudnn/lib/libcudnn_engines_runtime_compiled": "the same, made at run time, with NVRTC",
    "cudnn/lib/libcudnn_heuristic": "chooses among these engines",
    "cudnn/lib/libcudnn_adv": "recurrent layers and attention",
    "cudnn/lib/libcudnn_cnn": "convolutions",
}
# Needed to have a GPU at all, or by what is: nobody may leave them out.
NEEDED = (
    "cuda_runtime/lib/libcudart.so.12",
    "cublas/lib/libcublas.so.12",
    "cublas/lib/libcublasLt.so.12",
    "cufft/lib/libcufft.so.11",
    "cusolver/lib/libcusolver.so.11",
    "cusparse/lib/libcusparse.so.12",
    "nvjitlink/lib/libnvJitLink.so.12",
    "cudnn/lib/libcudnn.so.9",
    "cudnn/lib/libcudnn_graph.so.9",  # holds cudnnCreate, and opens the engines when asked
    "cudnn/lib/libcudnn_ops.so.9",
    "cuda_nvcc/bin/ptxas",
    "cuda_nvcc/nvvm/libdevice/libdevice.10.bc",
)
_LIBRARY = re.compile(r"\.so(\.|$)")


def is_left_out(path: str) -> bool:
    """Return whether the file `path` of a bundle, with slashes, is one of these libraries.

    Links to them go too; texts such as licences stay.
    """
    _, found, name = path.rpartition("nvidia/")
    if not _LIBRARY.search(name.rpartition("/")[2]):
        return False
    return bool(found) and name.startswith(tuple(LEFT_OUT))
