"""Writes lib/src/test/resources/flashflow/interop/*.pt: small files of torch.save (torch 2.7.1, numpy 2.4).
Run from the repository's root."""
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch

target = Path(sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/flashflow/interop")
values = torch.tensor([[0.0, -1.5, 2.25], [65504.0, 6e-8, float("inf")]], dtype=torch.float64)
shared = torch.arange(24.0)
torch.save({
    "types": OrderedDict(
        f64=values, f32=values.float(), f16=values.half(), bf16=values.bfloat16(), i64=torch.tensor([1, -2, 2**62]),
        i32=torch.tensor([3, -4], dtype=torch.int32), i16=torch.tensor([-5], dtype=torch.int16),
        i8=torch.tensor([-6], dtype=torch.int8), u8=torch.tensor([255], dtype=torch.uint8), bool=torch.tensor([True, False])),
    "views": {
        "transposed": shared.reshape(2, 3, 4).permute(2, 0, 1), "strided": shared[1::5], "row": shared.reshape(4, 6)[2],
        "scalar": shared[7], "empty": torch.zeros(0, 3), "parameter": torch.nn.Parameter(torch.tensor([8.0]))},
    "state": torch.nn.Linear(2, 1).state_dict(),
    "size": torch.zeros(2, 3).size(),
    "numpy": [np.mean([1.0, 2.0]), np.float32(0.5), np.int64(5), np.bool_(True)],
    "plain": {"none": None, "tuple": (1, True, "text"), "big": 2**70, "history": [3.0, 2.5, 2.25, 2.125, 2.0], 7: []},
}, target / "values.pt")
torch.save({"x": torch.ones(2)}, target / "old.pt", _use_new_zipfile_serialization=False)
