"""The Python side of bench/run: one of nflows, zuko, flowjax, or gemm (the multiplications alone). Stays alive and, for
every line "CASE N" on its input, runs that case N times and answers with two numbers for each: milliseconds passed, and
milliseconds of processor time. "memory" is answered with the process's present and highest memory in MB.

Arguments: TOOL TARGETS CONTEXT STEPS HIDDEN BLOCKS BINS BATCH; on a GPU where the environment's DEVICE is cuda (flowjax as JAX finds it)
"""

import os
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
THREADS = int(os.environ["OMP_NUM_THREADS"])
DEVICE = os.environ.get("DEVICE", "cpu")


def nflows_cases(d, c, steps, hidden, blocks, bins, batch):
    """The flow as FlashSim builds it."""
    import torch
    from nflows import distributions, flows, transforms
    from nflows.nn.nets import ResidualNet
    from nflows.utils import create_alternating_binary_mask

    def linear():
        permutation = transforms.RandomPermutation(d)
        return transforms.CompositeTransform([permutation, transforms.LULinear(d, identity_init=True)])

    def net(features_in, features_out):
        return ResidualNet(
            features_in, features_out, hidden, context_features=c, num_blocks=blocks, activation=torch.relu, use_batch_norm=True
        )

    def coupling(i):
        mask = create_alternating_binary_mask(d, even=i % 2 == 0)
        return transforms.PiecewiseRationalQuadraticCouplingTransform(
            mask=mask, transform_net_create_fn=net, num_bins=bins, tails="linear", tail_bound=1.0
        )

    chain = [transforms.CompositeTransform([linear(), coupling(i)]) for i in range(steps)]
    flow = flows.Flow(transforms.CompositeTransform([*chain, linear()]), distributions.StandardNormal([d])).to(DEVICE)
    x, y = torch_data(d, c, batch)

    def nll():
        flow.train()
        return -flow.log_prob(x, context=y).mean()

    def evaluated(work):
        flow.eval()
        with torch.no_grad():
            work()

    return {
        "train_step": torch_train_step(flow, nll),
        "log_prob": lambda: evaluated(lambda: flow.log_prob(x, context=y)),
        "sample": lambda: evaluated(lambda: flow.sample(1, context=y)),
    }


def zuko_cases(d, c, steps, hidden, blocks, bins, batch):
    """A neural spline flow in coupling form; its conditioner is a plain masked network of as many layers."""
    import torch
    import zuko

    layers = [hidden] * (2 * blocks + 1)
    flow = zuko.flows.NSF(d, c, bins=bins, transforms=steps, hidden_features=layers, passes=2).to(DEVICE)
    x, y = torch_data(d, c, batch)

    def without_gradient(work):
        with torch.no_grad():
            work()

    return {
        "train_step": torch_train_step(flow, lambda: -flow(y).log_prob(x).mean()),
        "log_prob": lambda: without_gradient(lambda: flow(y).log_prob(x)),
        "sample": lambda: without_gradient(lambda: flow(y).sample()),
    }


def torch_data(d, c, batch):
    import torch

    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    return 0.4 * torch.randn(batch, d, device=DEVICE), torch.randn(batch, c, device=DEVICE)


def torch_train_step(flow, nll):
    import torch

    optimizer = torch.optim.Adam(flow.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad()
        nll().backward()
        optimizer.step()

    return step


def flowjax_cases(d, c, steps, hidden, blocks, bins, batch):
    """A coupling flow with splines, compiled by XLA; its conditioner is a plain network without batch norm and gates."""
    import equinox as eqx
    import jax
    import jax.numpy as jnp
    import optax
    from flowjax.bijections import RationalQuadraticSpline
    from flowjax.distributions import Normal
    from flowjax.flows import coupling_flow

    key = jax.random.key(0)
    flow = coupling_flow(
        key,
        base_dist=Normal(jnp.zeros(d)),
        transformer=RationalQuadraticSpline(knots=bins, interval=1),
        cond_dim=c,
        flow_layers=steps,
        nn_width=hidden,
        nn_depth=2 * blocks + 1,
    )
    x, y = 0.4 * jax.random.normal(key, (batch, d)), jax.random.normal(key, (batch, c))
    params, static = eqx.partition(flow, eqx.is_inexact_array)
    adam = optax.adam(1e-4)

    @eqx.filter_jit(donate="all")
    def step(params, state):
        def loss(p):
            return -eqx.combine(p, static).log_prob(x, y).mean()

        gradient = eqx.filter_grad(loss)(params)
        update, state = adam.update(gradient, state)
        return eqx.apply_updates(params, update), state

    log_prob = eqx.filter_jit(lambda flow, x, y: flow.log_prob(x, y))
    sample = eqx.filter_jit(lambda flow, y: flow.sample(key, condition=y))
    copied = jax.tree.map(jnp.array, params)
    held = [copied, adam.init(copied)]

    def train_step():
        held[:] = jax.block_until_ready(step(*held))

    return {
        "train_step": train_step,
        "log_prob": lambda: jax.block_until_ready(log_prob(flow, x, y)),
        "sample": lambda: jax.block_until_ready(sample(flow, y)),
    }


def gemm_cases(d, c, steps, hidden, blocks, bins, batch):
    """Of every step the two layers of each block and the last layer: forward once, in a training step twice more."""
    import torch

    torch.set_num_threads(THREADS)
    inner, outer = torch.randn(hidden, hidden, device=DEVICE), torch.randn(hidden, (d // 2) * (3 * bins - 1), device=DEVICE)
    rows = torch.randn(batch, hidden, device=DEVICE)

    def passes(count):
        for _ in range(count * steps):
            for _ in range(2 * blocks):
                torch.mm(rows, inner)
            torch.mm(rows, outer)

    return {"train_step": lambda: passes(3), "log_prob": lambda: passes(1), "sample": lambda: passes(1)}


def measure(work, times):
    milliseconds = []
    for _ in range(times):
        start, cpu_start = time.perf_counter(), time.process_time()
        work()
        wait()
        milliseconds += [1e3 * (time.perf_counter() - start), 1e3 * (time.process_time() - cpu_start)]
    return " ".join(f"{each:.3f}" for each in milliseconds)


def wait():
    """For a GPU, which works on after the call has returned."""
    if DEVICE == "cuda" and "torch" in sys.modules:
        sys.modules["torch"].cuda.synchronize()


def memory():
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return " ".join(str(int(lines[name].split()[0]) // 1024) for name in ("VmRSS", "VmHWM"))


if __name__ == "__main__":
    build = {"nflows": nflows_cases, "zuko": zuko_cases, "flowjax": flowjax_cases, "gemm": gemm_cases}[sys.argv[1]]
    cases = build(*map(int, sys.argv[2:9]))
    for line in sys.stdin:
        words = line.split()
        print(memory() if words[0] == "memory" else measure(cases[words[0]], int(words[1])), flush=True)
