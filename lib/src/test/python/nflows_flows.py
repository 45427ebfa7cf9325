"""nflows flows of both kinds, nested as in FlashSim, and random weights that use all of them (pip install torch nflows)."""
import torch
from nflows import distributions, flows, transforms
from nflows.nn.nets import ResidualNet
from nflows.utils import create_alternating_binary_mask
from torch.nn import functional as F

ACTIVATIONS = {"relu": F.relu, "elu": F.elu, "leaky_relu": F.leaky_relu}


def build(config):
    """Returns an nflows Flow for a configuration such as those of make_nflows_references.py."""
    targets, context, hidden = config["targets"], config["context"] or None, config["hidden"]
    shared = dict(num_blocks=config["blocks"], activation=ACTIVATIONS[config["activation"]],
                  dropout_probability=config.get("dropout", 0.0), use_batch_norm=config["batch_norm"])
    spline = dict(num_bins=config["bins"], tails="linear", tail_bound=config["tail_bound"])

    def net(features_in, features_out):
        return ResidualNet(features_in, features_out, hidden_features=hidden, context_features=context, **shared)

    def linear():
        return transforms.CompositeTransform(
            [transforms.RandomPermutation(targets), transforms.LULinear(targets, identity_init=True)])

    def spline_of_step(i):
        if config["kind"] == "coupling":
            mask = create_alternating_binary_mask(targets, even=i % 2 == 0)
            return transforms.PiecewiseRationalQuadraticCouplingTransform(mask=mask, transform_net_create_fn=net, **spline)
        return transforms.MaskedPiecewiseRationalQuadraticAutoregressiveTransform(
            features=targets, hidden_features=hidden, context_features=context, **shared, **spline)

    if config.get("flat"):
        chain = [t for i in range(config["steps"]) for t in (*linear()._transforms, spline_of_step(i))]
        chain += linear()._transforms
    else:
        chain = [transforms.CompositeTransform([linear(), spline_of_step(i)]) for i in range(config["steps"])] + [linear()]
    return flows.Flow(transforms.CompositeTransform(chain), distributions.StandardNormal([targets]))


@torch.no_grad()
def randomise(flow, config, identity_linear=False, spread=1.0, linear_spread=0.2, last=1.0):
    """Replaces every weight and statistic by random values: bins of very different sizes, some negative gammas."""
    for name, tensor in [*flow.named_parameters(), *flow.named_buffers()]:
        part = name.rsplit(".", 1)[-1]
        if "batch_norm" in name:
            randomise_batch_norm(part, tensor)
        elif part in ("lower_entries", "upper_entries", "unconstrained_upper_diag"):
            if not identity_linear:
                tensor.add_(linear_spread * torch.randn_like(tensor))
        elif part == "bias" and name.removesuffix("bias") + "lower_entries" in dict(flow.named_parameters()):
            if not identity_linear:
                tensor.copy_(linear_spread * torch.randn_like(tensor))
        elif "final_layer" in name and part in ("weight", "bias"):
            randomise_final(tensor, config, spread, last)
        elif part in ("weight", "bias") and tensor.is_floating_point():
            bound = 1.0 / config["hidden"] ** 0.5
            tensor.uniform_(-bound, bound)


def randomise_batch_norm(part, tensor):
    if part == "weight":
        tensor.copy_(torch.where(torch.rand_like(tensor) < 0.25, -1.0, 1.0) * (0.5 + torch.rand_like(tensor)))
    elif part == "bias" or part == "running_mean":
        tensor.copy_(0.4 * torch.randn_like(tensor))
    elif part == "running_var":
        tensor.copy_(0.5 + torch.rand_like(tensor))
    elif part == "num_batches_tracked":
        tensor.fill_(7)


def randomise_final(tensor, config, spread, last):
    """Widths and heights of couplings are divided by sqrt(hidden) afterwards, those of the autoregressive kind are not."""
    outputs, bins = 3 * config["bins"] - 1, config["bins"]
    scale = spread * (config["hidden"] ** 0.5 if config["kind"] == "coupling" else 0.8)
    values = 0.35 * last * (16 / config["hidden"]) ** 0.5 * torch.randn_like(tensor)
    values.reshape(-1, outputs, *tensor.shape[1:])[:, : 2 * bins] *= scale
    tensor.copy_(values)
