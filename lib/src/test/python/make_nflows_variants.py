"""Writes checkpoints of flows that are not FlashSim's, and of schedules that are not its cosine, to
lib/src/test/resources/flashflow/interop (nflows 0.14, torch 1.12.1). Run from the repository's root.

trainer.pt   a flow and a file as the later trainer of CMS FlashSim makes them: splines first, words that end in _arqs
affine.pt    the same with that trainer's defaults, affine steps
restarts.pt  a training with warm restarts, and the rates that follow
variants.pt  state_dicts by name, each of one transform, wrapper or net that changes the map
schedules.pt state_dicts of schedulers and optimizers by name, and the rates that follow"""
import copy
import warnings
from pathlib import Path

import numpy
import torch
from nflows import distributions, flows, transforms
from nflows.nn.nets import ResidualNet
from nflows.utils import create_alternating_binary_mask
from torch.optim import lr_scheduler

from make_nflows_checkpoints import hyperparams, reference
from nflows_flows import build, randomise

TARGETS, CONTEXT, BINS = 3, 2, 4
FOLDER = Path("lib/src/test/resources/flashflow/interop")
SMALL = dict(kind="coupling", targets=TARGETS, context=CONTEXT, steps=1, hidden=4, blocks=1, bins=BINS, tail_bound=3.0,
             activation="relu", batch_norm=True)


def pair():
    return [transforms.RandomPermutation(TARGETS), transforms.LULinear(TARGETS, identity_init=True)]


def net(features_in, features_out):
    return ResidualNet(features_in, features_out, hidden_features=4, context_features=CONTEXT, num_blocks=0)


def coupling(kind=transforms.PiecewiseRationalQuadraticCouplingTransform, even=True, make=net, **words):
    words = words or dict(num_bins=BINS, tails="linear", tail_bound=3.0)
    return kind(mask=create_alternating_binary_mask(TARGETS, even=even), transform_net_create_fn=make, **words)


def masked(kind=transforms.MaskedPiecewiseRationalQuadraticAutoregressiveTransform, hidden=4, **words):
    words = words or dict(num_bins=BINS, tails="linear", tail_bound=3.0)
    return kind(features=TARGETS, hidden_features=hidden, context_features=CONTEXT, **dict(dict(num_blocks=0), **words))


def flow(*chain, distribution=None):
    return flows.Flow(transforms.CompositeTransform(list(chain)), distribution or distributions.StandardNormal([TARGETS]))


def variants():
    """The name says what is there beside a permutation, an LU layer and splines."""
    inverse = transforms.InverseTransform
    whole = flow(*pair(), coupling())
    made = {
        "plain": whole,
        "reverse permutation": flow(transforms.ReversePermutation(TARGETS), coupling()),
        "inverse coupling": flow(*pair(), inverse(coupling())),
        "inverse permutation": flow(inverse(transforms.RandomPermutation(TARGETS)), coupling()),
        "inverse linear": flow(inverse(pair()[1]), coupling()),
        "inverse of everything": flows.Flow(inverse(whole._transform), whole._distribution),
        "inverse of one step": flows.Flow(inverse(coupling()), whole._distribution),
        "sigmoid": flow(*pair(), transforms.Sigmoid(), coupling()),
        "logit first": flow(transforms.Logit(), *pair(), coupling()),
        "tanh in a step": flow(transforms.CompositeTransform([transforms.Tanh(), coupling()])),
        "leaky relu": flow(coupling(), transforms.LeakyReLU(), *pair()),
        "batch norm": flow(*pair(), transforms.BatchNorm(TARGETS), coupling()),
        "act norm": flow(*pair(), transforms.ActNorm(TARGETS), coupling()),
        "convolution": flow(transforms.OneByOneConvolution(TARGETS), coupling()),
        "two permutations": flow(transforms.RandomPermutation(TARGETS), *pair(), coupling()),
        "linear before permutation": flow(pair()[1], pair()[0], coupling()),
        "naive linear": flow(transforms.NaiveLinear(TARGETS), coupling()),
        "svd linear": flow(transforms.SVDLinear(TARGETS, num_householder=2), coupling()),
        "qr linear": flow(transforms.QRLinear(TARGETS, num_householder=2), coupling()),
        "householder": flow(transforms.HouseholderSequence(TARGETS, 2), coupling()),
        "pointwise affine": flow(transforms.PointwiseAffineTransform(1.0, torch.ones(TARGETS)), coupling()),
        "cdf": flow(transforms.PiecewiseRationalQuadraticCDF([TARGETS], tails="linear"), coupling()),
        "unconditional transform": flow(coupling(num_bins=BINS, tails="linear", apply_unconditional_transform=True)),
        "odd first": flow(coupling(even=False)),
        "no tails": flow(coupling(num_bins=BINS)),
        "affine coupling": flow(coupling(transforms.AffineCouplingTransform, unconditional_transform=None)),
        "additive coupling": flow(coupling(transforms.AdditiveCouplingTransform, unconditional_transform=None)),
        "linear splines": flow(coupling(transforms.PiecewiseLinearCouplingTransform, num_bins=BINS)),
        "cubic splines": flow(coupling(transforms.PiecewiseCubicCouplingTransform, num_bins=BINS)),
        "plain net": flow(coupling(make=lambda i, o: PlainNet(i + CONTEXT, o))),
        "affine masked": flow(masked(transforms.MaskedAffineAutoregressiveTransform, num_blocks=0)),
        "affine, then splines": flow(masked(transforms.MaskedAffineAutoregressiveTransform, num_blocks=0), *pair(), masked()),
        "splines, then affine": flow(masked(), *pair(), masked(transforms.MaskedAffineAutoregressiveTransform, num_blocks=0)),
        "feed-forward blocks": flow(masked(num_bins=BINS, tails="linear", num_blocks=1, use_residual_blocks=False)),
        "random masks": flow(masked(hidden=9, num_blocks=0, num_bins=BINS, tails="linear", use_residual_blocks=False,
                                    random_mask=True)),
        "coupling and masked": flow(coupling(), *pair(), masked()),
        "diagonal normal": flow(coupling(), distribution=distributions.DiagonalNormal([TARGETS])),
        "embedding": flows.Flow(whole._transform, whole._distribution, embedding_net=torch.nn.Linear(CONTEXT, CONTEXT)),
        "two flows": torch.nn.ModuleDict({"best": whole, "last": copy.deepcopy(whole)}),
        "list of steps": torch.nn.ModuleList([coupling(), coupling(even=False)]),
        "within a module": torch.nn.ModuleDict({"model": whole}),
    }
    return in_one_storage({name: module.state_dict() for name, module in made.items()})


def in_one_storage(states):
    """A storage for each type instead of one for each tensor, whose zip entries would be most of the file."""
    for kind in (torch.float32, torch.int64, torch.bool):
        places = [(state, name) for state in states.values() for name, tensor in state.items() if tensor.dtype == kind]
        shapes = [state[name].shape for state, name in places]
        flat = torch.cat([state[name].reshape(-1) for state, name in places])
        for (state, name), shape, part in zip(places, shapes, flat.split([shape.numel() for shape in shapes]), strict=False):
            state[name] = part.view(shape)
    return {name: dict(state) for name, state in states.items()}


class PlainNet(torch.nn.Module):
    """A net without residual blocks and gates, with the usual names."""

    def __init__(self, features_in, features_out):
        super().__init__()
        self.initial_layer, self.final_layer = torch.nn.Linear(features_in, 4), torch.nn.Linear(4, features_out)
        self.hidden_layer = torch.nn.Linear(4, 4)


def trainer_words(maf, arqs):
    """Defaults of the trainer, but small."""
    return {"num_steps_maf": maf, "num_steps_arqs": arqs, "num_steps_caf": 0, "num_transform_blocks_maf": 1,
            "num_transform_blocks_arqs": 1, "activation": "relu", "dropout_probability_maf": 0.0,
            "dropout_probability_arqs": 0.1, "use_residual_blocks_maf": False, "use_residual_blocks_arqs": True,
            "batch_norm_maf": True, "batch_norm_arqs": True, "num_bins_arqs": BINS, "tail_bound_arqs": 3.0, "hidden_dim_maf": 4,
            "hidden_dim_arqs": 4, "hidden_dim_caf": [128] * 8, "init_identity": True, "permute_type": "random-permutation",
            "affine_type": "softplus", "coupling_net": "mlp"}


def trainer_flow(steps, make):
    return flow(*[t for _ in range(steps) for t in (make(), transforms.CompositeTransform(pair()))])


def trainer():
    splines = trainer_flow(2, lambda: masked(num_blocks=1, num_bins=BINS, tails="linear", tail_bound=3.0, use_batch_norm=True,
                                             dropout_probability=0.1))
    config = dict(SMALL, kind="autoregressive")
    randomise(splines, config)
    torch.save({"model_hyperparams": {"input_dim": TARGETS, "context_dim": CONTEXT, "base_kwargs": trainer_words(0, 2)},
                "model_state_dict": splines.state_dict(), "reference": reference(splines, config, 64)}, FOLDER / "trainer.pt")
    affine = trainer_flow(2, lambda: masked(transforms.MaskedAffineAutoregressiveTransform, num_blocks=1,
                                            use_residual_blocks=False, use_batch_norm=True))
    torch.save({"model_hyperparams": {"input_dim": TARGETS, "context_dim": CONTEXT, "base_kwargs": trainer_words(2, 0)},
                "model_state_dict": affine.state_dict()}, FOLDER / "affine.pt")


def updates(model, optimizer, scheduler, count, metric=None):
    """Updates on constant gradients, one epoch each; the rates of these epochs."""
    rates = []
    for _ in range(count):
        rates.append(optimizer.param_groups[0]["lr"])
        for parameter in model.parameters():
            parameter.grad = torch.ones_like(parameter)
        optimizer.step()
        if scheduler is not None:
            scheduler.step(*([] if metric is None else [metric]))
    return rates


def restarts():
    model = build(SMALL)
    randomise(model, SMALL)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    scheduler = lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=3, T_mult=2, eta_min=1e-5)
    history = updates(model, optimizer, scheduler, 5)
    saved = {"train_history": history, "test_history": history, "model_hyperparams": hyperparams(SMALL), "epoch": 4,
             "model_state_dict": copy.deepcopy(model.state_dict()), "scheduler_state_dict": copy.deepcopy(scheduler.state_dict()),
             "optimizer_state_dict": copy.deepcopy(optimizer.state_dict())}
    torch.save(saved | {"rates": updates(model, optimizer, scheduler, 20)}, FOLDER / "restarts.pt")


def by_fractions(scheduler):
    for epoch in range(4):
        for batch in range(10):
            scheduler.step(epoch + batch / 10)


def per_batch(scheduler):
    for _ in range(40):
        scheduler.step()


SCHEDULERS = {
    "CosineAnnealingLR": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=10, eta_min=1e-5),
    "CosineAnnealingWarmRestarts": lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=3),
    "StepLR": lambda o: lr_scheduler.StepLR(o, step_size=3, gamma=0.5),
    "ExponentialLR": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9),
    "MultiStepLR": lambda o: lr_scheduler.MultiStepLR(o, milestones=[2, 8]),
    "ConstantLR": lr_scheduler.ConstantLR,
    "LinearLR": lr_scheduler.LinearLR,
    "LambdaLR or MultiplicativeLR": lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 0.9 ** epoch),
    "SequentialLR or ChainedScheduler": lambda o: lr_scheduler.SequentialLR(
        o, [lr_scheduler.ConstantLR(o), lr_scheduler.CosineAnnealingLR(o, T_max=10)], milestones=[2]),
    "CyclicLR": lambda o: lr_scheduler.CyclicLR(o, 1e-4, 1e-3, cycle_momentum=False),
    "OneCycleLR": lambda o: lr_scheduler.OneCycleLR(o, max_lr=1e-3, total_steps=20, cycle_momentum=False),
    "ReduceLROnPlateau": lr_scheduler.ReduceLROnPlateau,
}


def plain(state):
    """Without the functions and objects that torch 1 leaves in some states, as torch 2 saves them."""
    return {key: [plain(s) for s in value] if key == "_schedulers" else value for key, value in state.items()
            if not callable(value) and key not in ("optimizer", "_scale_fn_ref")}


def schedule(make, move=None):
    model = torch.nn.Linear(1, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    scheduler = make(optimizer) if make else None
    metric = 1.0 if isinstance(scheduler, lr_scheduler.ReduceLROnPlateau) else None
    move(scheduler) if move else updates(model, optimizer, scheduler, 4, metric)
    saved = {"epoch": 3, "optimizer_state_dict": copy.deepcopy(optimizer.state_dict())}
    if scheduler is not None:
        saved["scheduler_state_dict"] = copy.deepcopy(plain(scheduler.state_dict()))
    return saved | {"rates": updates(model, optimizer, None if move else scheduler, 12, metric)}


def schedules():
    cosine, warm = SCHEDULERS["CosineAnnealingLR"], SCHEDULERS["CosineAnnealingWarmRestarts"]
    made = {name: schedule(make) for name, make in SCHEDULERS.items()}
    made["none"] = schedule(None)
    made["moved with every batch"] = schedule(cosine, per_batch)
    made["restarts by fractions of epochs"] = schedule(warm, by_fractions)
    made["state left out"] = {k: v for k, v in schedule(cosine).items() if k != "scheduler_state_dict"}
    changed = schedule(cosine)
    changed["optimizer_state_dict"]["param_groups"][0]["lr"] = 3e-5
    made["rate changed by hand"] = changed
    numbers = {"epoch": numpy.int64(3), "train_history": [numpy.float16(1.5), numpy.float32(2.5), torch.tensor(3.5)],
               "test_history": [numpy.int16(1), numpy.uint8(200), numpy.str_("x")]}
    return made | {"numpy": numbers}


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    torch.manual_seed(6)
    trainer()
    restarts()
    torch.save(variants(), FOLDER / "variants.pt")
    torch.save(schedules(), FOLDER / "schedules.pt")
