"""Reference vectors of flashflow.random: the same algorithms, written from their descriptions.

Usage: python make_random_references.py > ../resources/random/values.csv        (needs numpy)
Each line is KIND,KEY,N,VALUE: value N of that kind in the stream with that key. Normal and exponential numbers go through this
machine's logarithm and exponential, which may differ from Java's StrictMath in the last bit; the others are exact."""
import math

import numpy as np

GOLDEN = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
KEYS = (0, 1, 42, MASK, 0x0123456789ABCDEF)


def mix(z):
    """SplitMix64's finaliser (Steele, Lea, Flood 2014)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def child(key, number):
    return mix(((key ^ (number & MASK)) + GOLDEN) & MASK)


class Stream:
    def __init__(self, key):
        self.key, self.n = key, 0

    def bits(self):
        self.n += 1
        return mix((self.key + self.n * GOLDEN) & MASK)

    def uniform(self):
        return (self.bits() >> 11) / 2.0**53

    def exponential(self):
        return -np.log(((self.bits() >> 11) + 0.5) / 2.0**53)

    def below(self, n):
        """Lemire 2019: the high half of a 32-bit number times n, the few low halves that would favour some results drawn again."""
        while True:
            product = (self.bits() >> 32) * n
            if product % 2**32 >= 2**32 % n:
                return product >> 32

    def permutation(self, n):
        order = []
        for i in range(n):
            j = self.below(i + 1)
            order.append(order[j] if j < i else i)
            order[j] = i
        return order


class Ziggurat:
    """Marsaglia and Tsang 2000 for the half normal, 256 layers, the layer from other bits than the position."""

    def __init__(self, layers=256, start=3.654152885361008771645):
        self.density = lambda x: np.exp(-0.5 * x * x)
        self.start = start
        area = start * self.density(start) + math.sqrt(math.pi / 2) * math.erfc(start / math.sqrt(2))
        self.edges = [area / self.density(start), start]
        while len(self.edges) < layers:
            right = self.edges[-1]
            self.edges.append(np.sqrt(-2 * np.log(area / right + self.density(right))))
        self.edges.append(0.0)

    def draw(self, stream):
        while True:
            bits = stream.bits()
            layer = bits % 256
            signed = (bits >> 11) - (2**53 if bits >> 63 else 0)
            x = (signed + 0.5) / 2.0**52 * self.edges[layer]
            if abs(x) < self.edges[layer + 1]:
                return x
            if layer == 0:
                return np.copysign(self.tail(stream), x)
            low, high = self.density(self.edges[layer]), self.density(self.edges[layer + 1])
            if low + stream.uniform() * (high - low) < self.density(x):
                return x

    def tail(self, stream):
        while True:
            beyond, height = stream.exponential() / self.start, stream.exponential()
            if 2 * height >= beyond * beyond:
                return self.start + beyond


def signed(bits):
    return bits - 2**64 if bits >> 63 else bits


def line(kind, key, n, value):
    print(kind, signed(key), n, repr(value) if isinstance(value, int) else repr(float(value)), sep=",")


def main():
    print("# Made by make_random_references.py: kind, key, n, value")
    ziggurat = Ziggurat()
    for key in KEYS:
        bits, uniform, exponential, below, normal = (Stream(key) for _ in range(5))
        for n in range(50):
            line("bits", key, n, signed(bits.bits()))
            line("uniform", key, n, uniform.uniform())
            line("exponential", key, n, exponential.exponential())
            line("below", key, n, below.below(3_000_000_000 // 2 + n))
            line("child", key, n, signed(child(key, n * n * n)))
        for n, value in enumerate(Stream(key).permutation(50)):
            line("permutation", key, n, value)
        for n in range(20_000):
            value = ziggurat.draw(normal)
            if n < 200 or abs(value) > ziggurat.start:
                line("gaussian", key, n, value)


main()
