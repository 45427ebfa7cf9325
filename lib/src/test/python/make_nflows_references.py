"""Writes lib/src/test/resources/flashflow/flow/nflows/*.safetensors: what nflows 0.14 (torch 2.7.1) computes for small
flows with random weights. Weights are rounded to float32, all results are computed from them in float64 and rounded at
the end. Seed and versions stand in each file's metadata. Run from the repository's root; tensors of a file:

state.NAME              the state_dict, permutations and batch-norm statistics included, masks of made.py left out
x, y                    64 rows inside, on the edge of and outside the box; y only with context
eval.z, .logdet, .log_prob              the flow's density direction, eval mode
far.x, far.y, far.z, far.logdet         8 rows 100 to 10000 box sizes away, eval mode
inverse.z, .y, .x, .logdet              the flow's sampling direction, eval mode, 64 latent rows, some far outside
train.x, train.y, train.log_prob        48 rows, train mode (batch statistics)
train.state.NAME                        running statistics after that one forward pass
grad.NAME                               gradient of the mean negative log-likelihood of train.x, train mode
"""
import copy
import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import safetensors
import torch
from safetensors.torch import save_file

from nflows_flows import build, randomise

SEED = 20261124
SMALL = dict(steps=3, hidden=16, blocks=2, bins=8)


def case(kind, targets, context, tail_bound, activation, batch_norm, identity_linear=False):
    config = dict(kind=kind, targets=targets, context=context, **SMALL, tail_bound=tail_bound, activation=activation,
                  batch_norm=batch_norm)
    return config, identity_linear


CASES = {
    "coupling_odd_context_bn_relu": case("coupling", 5, 3, 1.0, "relu", True),
    "coupling_even_context_bn_elu": case("coupling", 4, 3, 3.0, "elu", True),
    "coupling_odd_bn_leaky_relu": case("coupling", 5, 0, 1.0, "leaky_relu", True),
    "coupling_even_relu": case("coupling", 4, 0, 3.0, "relu", False),
    "coupling_odd_context_leaky_relu": case("coupling", 5, 3, 1.0, "leaky_relu", False),
    "coupling_identity_linear": case("coupling", 5, 3, 1.0, "relu", True, identity_linear=True),
    "autoregressive_odd_context_bn_relu": case("autoregressive", 5, 3, 1.0, "relu", True),
    "autoregressive_even_context_elu": case("autoregressive", 4, 3, 3.0, "elu", False),
    "autoregressive_odd_leaky_relu": case("autoregressive", 5, 0, 3.0, "leaky_relu", False),
    "autoregressive_even_bn_relu": case("autoregressive", 4, 0, 1.0, "relu", True),
    "autoregressive_identity_linear": case("autoregressive", 5, 3, 1.0, "relu", False, identity_linear=True),
}


def round32(tensor):
    return tensor.float().double()


def rows_around_the_box(config):
    """32 rows mostly inside, 16 on the edges and one float beside them, 16 wholly outside."""
    bound, width = config["tail_bound"], config["targets"]
    inside = 0.8 * bound * torch.randn(32, width)
    at = torch.tensor([bound, -bound], dtype=torch.float32)
    beside = torch.cat([at, torch.nextafter(at, 2 * at), torch.nextafter(at, 0 * at)]).double()
    edges = torch.cat([beside, 0.5 * bound * torch.randn(6)])[torch.randint(12, (16, width))]
    outside = torch.sign(torch.randn(16, width)) * (bound + torch.randn(16, width).abs())
    return round32(torch.cat([inside, edges, outside]))


def context_of(config, rows):
    return round32(torch.randn(rows, config["context"])) if config["context"] else None


def log_prob(flow, x, y):
    return flow.log_prob(x, context=y)


def evaluate(flow, config, results):
    """Both directions in eval mode."""
    x, y = rows_around_the_box(config), context_of(config, 64)
    z, logdet = flow._transform(x, context=y)
    results |= {"x": x, "y": y, "eval.z": z, "eval.logdet": logdet, "eval.log_prob": log_prob(flow, x, y)}
    far_y = context_of(config, 8)
    far_x = round32(torch.randn(8, config["targets"]) * config["tail_bound"] * torch.logspace(2, 4, 8)[:, None])
    far_z, far_logdet = flow._transform(far_x, context=far_y)
    results |= {"far.x": far_x, "far.y": far_y, "far.z": far_z, "far.logdet": far_logdet}
    latent, latent_y = rows_around_the_box(config), context_of(config, 64)
    back, back_logdet = flow._transform.inverse(latent, context=latent_y)
    results |= {"inverse.z": latent, "inverse.y": latent_y, "inverse.x": back, "inverse.logdet": back_logdet}


def train(flow, config, results):
    """One forward and backward pass in train mode."""
    x = round32(1.2 * config["tail_bound"] * torch.randn(48, config["targets"]))
    y = context_of(config, 48)
    flow.train()
    value = log_prob(flow, x, y)
    (-value.mean()).backward()
    results |= {"train.x": x, "train.y": y, "train.log_prob": value}
    results |= {"train.state." + n: t for n, t in flow.state_dict().items() if "running_" in n}
    results |= {"grad." + n: p.grad for n, p in flow.named_parameters()}


def float32_error(flow, results):
    """How far nflows itself is from the results when it computes in float32."""
    single = copy.deepcopy(flow).float().eval()
    with torch.no_grad():
        y = results["y"].float() if results["y"] is not None else None
        error = (log_prob(single, results["x"].float(), y).double() - results["eval.log_prob"]).abs()
    return {"max": float(error.max()), "median": float(error.median())}


def make(name, config, identity_linear, folder):
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(SEED + list(CASES).index(name))
    flow = build(config)
    randomise(flow, config, identity_linear)
    flow.float().double().eval()
    state = {n: t.clone() for n, t in flow.state_dict().items() if not n.endswith((".mask", ".degrees"))}
    results = {"state." + n: t for n, t in state.items()}
    with torch.no_grad():
        evaluate(flow, config, results)
    error = float32_error(flow, results)
    train(flow, config, results)
    tensors = {n: stored(t) for n, t in results.items() if t is not None}
    metadata = {"config": json.dumps(config), "identity_linear": str(identity_linear), "seed": str(SEED),
                "made_by": f"nflows {version('nflows')}, torch {torch.__version__}, safetensors {safetensors.__version__}",
                "float32_error_of_nflows": json.dumps(error)}
    save_file(tensors, folder / f"{name}.safetensors", metadata=metadata)
    inside = (results["eval.z"].abs() <= config["tail_bound"]).double().mean()
    print(f"{name:36} float32 error max {error['max']:.1e} median {error['median']:.1e}, |log_prob| <= "
          f"{results['eval.log_prob'].abs().max():.0f}, z in the box {inside:.2f}, logdet spread "
          f"{results['eval.logdet'].std():.1f}, |grad| <= {max(p.grad.abs().max() for p in flow.parameters()):.1f}, "
          f"{(folder / f'{name}.safetensors').stat().st_size} bytes")


def stored(tensor):
    tensor = tensor.detach()
    return (tensor.float() if tensor.is_floating_point() else tensor).contiguous().clone()


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "lib/src/test/resources/flashflow/flow/nflows")
    target.mkdir(parents=True, exist_ok=True)
    for key, (settings, identity) in CASES.items():
        make(key, settings, identity, target)
