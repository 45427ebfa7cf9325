"""Rebuilds the nflows flow that FlashFlow's NflowsExport wrote: flow = load("model.safetensors"); flow.log_prob(x, context=y).
As a script it turns the file into a FlashSim checkpoint: flashflow_to_nflows.py model.safetensors model.pt
Needs torch, nflows 0.14 and safetensors."""
import json
import os
import sys

import torch
from nflows import distributions, flows, transforms, utils
from nflows.nn import nets
from safetensors import safe_open


def build(input_dim, num_flow_steps, context_dim, base_transform_kwargs, linear=True):
    k = dict(base_transform_kwargs)
    coupling = k.pop("base_transform_type") == "rq-coupling"
    net = dict(hidden_features=k.pop("hidden_dim"), context_features=context_dim, num_blocks=k.pop("num_transform_blocks"),
               activation=getattr(torch.nn.functional, k.pop("activation")),
               dropout_probability=k.pop("dropout_probability"), use_batch_norm=k.pop("batch_norm"))
    spline = dict(tails="linear", **k)  # num_bins, tail_bound and, where they are not nflows' own, the least bins

    def mix():
        return transforms.CompositeTransform(
            [transforms.RandomPermutation(input_dim), transforms.LULinear(input_dim, identity_init=True)])

    def splines(i):
        if not coupling:
            return transforms.MaskedPiecewiseRationalQuadraticAutoregressiveTransform(features=input_dim, **net, **spline)
        return transforms.PiecewiseRationalQuadraticCouplingTransform(
            mask=utils.create_alternating_binary_mask(input_dim, even=i % 2 == 0),
            transform_net_create_fn=lambda inputs, outputs: nets.ResidualNet(inputs, outputs, **net), **spline)

    chain = [splines(i) for i in range(num_flow_steps)]
    if linear:
        chain = [transforms.CompositeTransform([mix(), step]) for step in chain] + [mix()]
    return flows.Flow(transforms.CompositeTransform(chain), distributions.StandardNormal([input_dim]))


def load(path):
    with safe_open(path, "pt") as file:
        state = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - the file is no dict
        hyperparams = json.loads(file.metadata()["model_hyperparams"])
    flow = build(**hyperparams, linear=any(name.endswith("lower_entries") for name in state))
    flow.load_state_dict(state)
    flow.model_hyperparams = hyperparams
    return flow.eval()


def save(content, path):
    """Beside its place and renamed: an interrupted or failed writing leaves an earlier file as it was."""
    part = f"{path}.{os.getpid()}.part"
    try:
        torch.save(content, part)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


if __name__ == "__main__":
    model = load(sys.argv[1])
    save({"model_hyperparams": model.model_hyperparams, "model_state_dict": model.state_dict()}, sys.argv[2])
