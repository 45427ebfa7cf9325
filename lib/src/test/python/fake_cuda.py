"""Runs the kernels on fake CUDA tensors, which have shapes and devices but no values: finds, without a GPU, what would mix devices there,
fall back to the CPU, wait for the device, or be compiled anew by TorchScript's fuser; and counts the kernels a training step launches.

usage: python fake_cuda.py KERNELS EXPORT CALLED FLOW...
KERNELS is the archive of all kernels, EXPORT a model for users without Java, CALLED the kernels that Java calls, with commas between;
each FLOW describes a flow in JSON: cfg, box, rates, the shapes of parameters and statistics, rows, and the launches allowed."""
import json
import pathlib
import sys
from collections import Counter

import torch
from torch._subclasses.fake_tensor import DataDependentOutputException, FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode

VIEWS = {"view", "t", "expand", "slice", "select", "narrow", "unsqueeze", "detach", "transpose", "reshape", "_unsafe_view", "as_strided",
         "diagonal", "alias", "empty", "lift_fresh", "permute", "split", "unbind", "chunk", "squeeze", "_reshape_alias"}
# What makes the host wait for the device.
WAITS = {"_local_scalar_dense", "item", "nonzero", "masked_select", "is_nonzero", "equal", "unique", "_unique2", "unique_consecutive", "bincount"}
# Run where there is a device only: it takes page-locked memory.
LEFT_OUT = {"upload"}
ADAM = [1e-3, 0.9, 0.999, 1e-8, 0.0]


class Watch(TorchDispatchMode):
    """Counts launches, waits and copies between devices, and refuses results in the host's memory."""

    def __init__(self, devices=frozenset({"cuda"})):
        super().__init__()
        self.devices, self.launches, self.waits = devices, Counter(), 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func._schema.name.split("::")[1]
        inputs = tensors([args, kwargs or {}])
        self.waits += name in WAITS or (name == "index" and any(t.dtype == torch.bool for t in inputs[1:]))
        self.launches[name] += name not in VIEWS
        result = func(*args, **(kwargs or {}))
        on = {t.device.type for t in tensors(result)}
        self.waits += name in ("_to_copy", "copy_") and len(on | {t.device.type for t in inputs}) > 1
        assert on <= self.devices, f"{name} gives a tensor on {on}"
        return result


def tensors(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    many = isinstance(value, (list, tuple)) or (hasattr(value, "__iter__") and not isinstance(value, str))
    return [t for each in value for t in tensors(each)] if many else []


class Caller:
    """Calls the methods of a module several times, as the compiler optimises from the second on."""

    def __init__(self, module):
        self.module, self.called, self.waits = module, set(), {}

    def __call__(self, name, *arguments):
        for _ in range(2):
            with Watch() as watch:
                result = getattr(self.module, name)(*arguments)
        graph = str(torch.jit.last_executed_optimized_graph())
        assert "FusionGroup" not in graph and "TensorExprGroup" not in graph, f"{name} is fused"
        self.called.add(name)
        self.waits[name] = watch.waits
        return result

    def waiting(self, name, *arguments):
        """A method that reads a value, which a fake tensor does not have."""
        try:
            self(name, *arguments)
            raise AssertionError(f"{name} reads no value")
        except (DataDependentOutputException, RuntimeError) as e:
            assert reads_a_value(e), e
        self.called.add(name)


def reads_a_value(failure):
    return isinstance(failure, DataDependentOutputException) or ".item()" in str(failure)


def views(shapes, device):
    flat = torch.zeros(sum(torch.Size(s).numel() for s in shapes), device=device)
    return flat, [part.view(s) for part, s in zip(flat.split([torch.Size(s).numel() for s in shapes]), shapes, strict=True)]


def spec(shapes):
    numbers, offset = [], 0
    for s in shapes:
        numbers += [offset, s[0], s[1] if len(s) > 1 else 0]
        offset += torch.Size(s).numel()
    return numbers


def arguments(flow, device):
    """Those of nll_and_gradient."""
    cfg, rows = flow["cfg"], flow["rows"]
    lists = [views(flow[name], device)[1] for name in ("parameters", "parameters", "statistics")]
    x, y = torch.zeros(rows, cfg[0], device=device), torch.zeros(rows, cfg[1], device=device)
    perm = torch.arange(cfg[0], device=device).repeat(cfg[2] + 1, 1)
    return (*lists, perm, cfg, flow["box"], flow["rates"], 7, x, y, torch.full((rows,), 1 / rows, device=device))


def count(module, flow):
    """On the CPU, which runs the same operations: fake tensors take some of them apart."""
    step = arguments(flow, "cpu")
    with Watch({"cpu"}) as watch:
        module.nll_and_gradient(*step)
    launches = sum(watch.launches.values())
    print(f"{flow['name']}: {launches} launches, {flow['launches']} allowed")
    assert launches <= flow["launches"], f"too many launches for {flow['name']}"


def run(call, flow):
    step = arguments(flow, "cuda")
    p, _, statistics, perm, cfg, box, rates, _, x, y, _ = step
    flat, gradient = views(flow["parameters"], "cuda")[0], views(flow["parameters"], "cuda")[0]
    z = torch.zeros(2 * len(x), cfg[0], device="cuda")
    call("views", flat, spec(flow["parameters"]))
    call("nll_and_gradient", *step)
    call("mask_", gradient, [torch.ones_like(gradient)])
    for decoupled in (0.0, 1.0):
        for norm in (0.0, 5.0):
            made, loss = torch.zeros([], device="cuda"), torch.zeros([], device="cuda")
            call("adam", [flat], [gradient], [flat.clone()], [flat.clone()], [made], [*ADAM, decoupled, norm], loss)
    call("copy_", flat, gradient)
    for dtype in (torch.float32, torch.float64):
        q = call("fold", [t.to(dtype) for t in p], [t.to(dtype) for t in statistics], perm, cfg, rates[0])
        xs, ys = x.to(dtype), y.to(dtype)
        for name in ("flow_forward", "flow_inverse", "flow_sample", "log_prob"):
            call(name, q, cfg, box, xs, ys)
        call("flow_inverse_folds", q, cfg, box, z.to(dtype), ys)
        call("base_log_prob", xs)
    call.waiting("first_not_finite", x)
    waits = {name: n for name, n in call.waits.items() if n}
    assert not waits, f"these wait for the device: {waits}"


def run_export(path):
    module = torch.jit.load(path)
    rows = 64
    with FakeTensorMode(allow_non_fake_inputs=True) as fake:
        module._c.setattr("weights", fake.from_tensor(torch.empty(module.weights.shape, device="meta")).new_empty(module.weights.shape, device="cuda"))
        y = torch.zeros(rows, len(module.context_columns()), device="cuda")
        x = torch.zeros(rows, len(module.target_columns()), device="cuda")
        for work in (lambda: module(y, x), lambda: module.log_prob(x, y)):
            with Watch():
                try:
                    assert work().device.type == "cuda"
                except (DataDependentOutputException, RuntimeError) as e:
                    # Its methods look for what is not finite first.
                    assert reads_a_value(e), e


def refuses_what_it_should():
    """Else all of this could pass for nothing."""
    for fault in (lambda x: x + torch.ones([3]), lambda x: x.cpu(), lambda x: x * x.sum().item(), lambda x: torch.arange(3)):
        with FakeTensorMode(), Watch():
            x = torch.zeros(3, device="cuda")
            try:
                fault(x)
            except (AssertionError, RuntimeError, DataDependentOutputException):
                continue
            raise SystemExit("a fault was not found")


torch._C._jit_set_texpr_fuser_enabled(False)
kernels, export, called, *flows = sys.argv[1:]
refuses_what_it_should()
call = Caller(torch.jit.load(kernels))
described = [json.loads(pathlib.Path(path).read_text(encoding="utf-8")) for path in flows]
for flow in described:
    if flow["launches"]:
        count(call.module, flow)
    else:
        with FakeTensorMode(allow_non_fake_inputs=True):
            run(call, flow)
if any(flow["launches"] == 0 for flow in described):
    missing = set(called.split(",")) - call.called - LEFT_OUT
    assert not missing, f"not run here: {sorted(missing)}"
    run_export(export)
