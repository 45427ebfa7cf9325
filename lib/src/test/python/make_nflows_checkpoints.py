"""Writes checkpoints of nflows flows (nflows 0.14, torch 2.7.1) as FlashSim's training scripts do, and other ways to save
them, to lib/src/test/resources/flashflow/interop/*.pt. Run from the repository's root. With arguments
"jets FILE" or "muons FILE" it writes one of full size with random weights instead.

Besides what FlashSim writes each file holds `reference`: x, y, log_prob (eval mode), latent, sample; computed from the
stored weights in float64; and, with an optimizer, `next`: a batch and the state_dict after one more update on it."""
import copy
import sys
import warnings
from pathlib import Path

import torch
from nflows.distributions import StandardNormal

from nflows_flows import build, randomise

SEED = 4
SMALL = dict(kind="coupling", targets=5, context=3, steps=2, hidden=8, blocks=2, bins=4, tail_bound=1.0, activation="relu",
             batch_norm=True)
JETS = dict(SMALL, targets=17, context=14, steps=17, hidden=298, blocks=10, bins=128)
MUONS = dict(SMALL, targets=22, context=30, steps=22, hidden=256, blocks=10, bins=128)


def hyperparams(config):
    return {"input_dim": config["targets"], "num_flow_steps": config["steps"], "context_dim": config["context"] or None,
            "base_transform_kwargs": {
                "hidden_dim": config["hidden"], "num_transform_blocks": config["blocks"], "num_bins": config["bins"],
                "tail_bound": config["tail_bound"], "activation": config["activation"], "batch_norm": config["batch_norm"],
                "base_transform_type": "rq-" + config["kind"], "apply_unconditional_transform": False}}


@torch.no_grad()
def reference(flow, config, rows):
    exact = copy.deepcopy(flow).double().eval()
    exact._distribution = StandardNormal([config["targets"]]).double()  # its constant, too, is rounded in half precision
    x, latent = 0.5 * torch.randn(rows, config["targets"]), torch.randn(rows, config["targets"])
    y = torch.randn(rows, config["context"]) if config["context"] else None
    single = copy.deepcopy(flow).float().eval()
    wide = None if y is None else y.double()
    results = {"x": x, "y": y, "log_prob": exact.log_prob(x.double(), context=wide), "latent": latent,
               "sample": exact._transform.inverse(latent.double(), context=wide)[0],
               "log_prob_of_nflows_in_float32": single.log_prob(x, context=y)}
    error = (results["log_prob"] - results["log_prob_of_nflows_in_float32"]).abs()
    print(f"float32 error of nflows: max {error.max():.1e} median {error.median():.1e}, log_prob "
          f"{results['log_prob'].mean():.1f} +- {results['log_prob'].std():.1f}")
    return results


def trained(flow, config, updates):
    """The dictionary of FlashSim's save_model after a few updates, and one more update."""
    optimizer = torch.optim.Adam(flow.parameters(), lr=1e-3, eps=1e-5)  # so that gradients of pure rounding move nothing
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
    history = []

    def update():
        x, y = 0.5 * torch.randn(64, config["targets"]), torch.randn(64, config["context"])
        optimizer.zero_grad()
        loss = -flow.train().log_prob(x, context=y).mean()
        loss.backward()
        optimizer.step()
        history.append(loss.item())
        return {"x": x, "y": y, "loss": loss.detach()}

    for _ in range(updates):
        update()
        schedule.step()
    saved = {"train_history": list(history), "test_history": [2 * loss for loss in history],
             "model_hyperparams": hyperparams(config), "model_state_dict": copy.deepcopy(flow.state_dict()),
             "optimizer_state_dict": copy.deepcopy(optimizer.state_dict()), "epoch": updates - 1,
             "scheduler_state_dict": schedule.state_dict()}
    after = copy.deepcopy(flow)
    saved["next"] = update() | {"state_dict": copy.deepcopy(flow.state_dict())}
    return saved, after


def new(config):
    torch.manual_seed(SEED)
    flow = build(config)
    randomise(flow, config)
    return flow


def small(folder):
    flow = new(SMALL)
    saved, flow = trained(flow, SMALL, updates=3)
    torch.save(saved | {"reference": reference(flow, SMALL, 64)}, folder / "coupling.pt")
    for name, config in {
            "autoregressive": dict(SMALL, kind="autoregressive", targets=4, activation="elu"),
            "unconditional": dict(SMALL, context=0, batch_norm=False, activation="leaky_relu", tail_bound=3.0)}.items():
        flow = new(config)
        torch.save({"model_hyperparams": hyperparams(config), "model_state_dict": flow.state_dict(),
                    "reference": reference(flow, config, 64)}, folder / f"{name}.pt")
    flat = dict(SMALL, flat=True, steps=12, blocks=1, hidden=4)
    torch.manual_seed(SEED)
    flow = build(flat)
    randomise(flow, flat, linear_spread=0.05, last=0.5)
    torch.save({"state_dict": flow.state_dict(), "reference": reference(flow, flat, 64)}, folder / "flat.pt")
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        flow = new(dict(SMALL, steps=1)).to(dtype)
        name = str(dtype).removeprefix("torch.")
        torch.save({"model_hyperparams": hyperparams(dict(SMALL, steps=1)), "model_state_dict": flow.state_dict(),
                    "reference": reference(flow, SMALL, 64)}, folder / f"{name}.pt")


def full(config, file):
    """Weights of a flow at the beginning of its training, spread out so that all of its parts matter."""
    torch.manual_seed(SEED)
    flow = build(config)
    randomise(flow, config, linear_spread=0.01, last=0.1)
    torch.save({"model_hyperparams": hyperparams(config), "model_state_dict": flow.state_dict(),
                "reference": reference(flow, config, 256)}, file)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(2)
    if len(sys.argv) > 2:
        full({"jets": JETS, "muons": MUONS}[sys.argv[1]], sys.argv[2])
    else:
        small(Path("lib/src/test/resources/flashflow/interop"))
