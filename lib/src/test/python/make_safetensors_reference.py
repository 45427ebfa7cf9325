"""Writes lib/src/test/resources/flashflow/storage/python.safetensors: a few tensors of every type the reader knows.
Made with safetensors 0.8 (metadata of the file names the exact versions). Run from the repository's root."""
import sys

import safetensors
import torch
from safetensors.torch import save_file

values = torch.tensor([[0.0, -1.5, 2.25], [65504.0, 6e-8, float("inf")]], dtype=torch.float64)
tensors = {
    "f64": values,
    "f32": values.float(),
    "f16": values.half(),
    "bf16": values.bfloat16(),
    "i64": torch.tensor([1, -2, 2**62]),
    "i32": torch.tensor([3, -4], dtype=torch.int32),
    "u8": torch.tensor([0, 255], dtype=torch.uint8),
    "scalar": torch.tensor(7.0),
    "empty": torch.zeros(0, 3),
    "näme": torch.ones(1),
}
target = sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/flashflow/storage/python.safetensors"
save_file(tensors, target, metadata={"made by": f"safetensors {safetensors.__version__}, torch {torch.__version__}"})
