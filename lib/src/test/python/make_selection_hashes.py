"""Prints the hashes of SelectionTest and SplitTest, from the definition of the random numbers and nothing else.

Run with: python make_selection_hashes.py
"""

import struct

BITS = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
SELECTION, SPLIT = 8, 9


def mix(z):
    y = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    x = ((y ^ (y >> 27)) * 0x94D049BB133111EB) & BITS
    return x ^ (x >> 31)


def key(above, number):
    return mix(((above ^ (number & BITS)) + GOLDEN) & BITS)


def text_key(above, text):
    inner = above
    for letter in text:
        inner = key(inner, ord(letter))
    return key(inner, len(text))


def uniform(bits):
    return ((bits >> 11) + 0.5) * 2.0**-53


def part(bits, ends):
    return next(i for i, end in enumerate(ends) if uniform(bits) < end)


def fnv(numbers):
    hashed = 0xCBF29CE484222325
    for number in numbers:
        for shift in range(0, 64, 8):
            hashed = ((hashed ^ ((number >> shift) & 0xFF)) * 0x100000001B3) & BITS
    return f"{hashed:x}"


def value_bits(value):
    return int(value) if value == int(value) else struct.unpack("<q", struct.pack("<d", value))[0]


def y(row):
    return row * 104729 % 211 / 40.0 - 2.6


rows = range(100_000)
shares = [0.8, 0.8 + 0.1, 1]
share, split, other = key(SELECTION, 42), key(SPLIT, 42), key(SPLIT, 3)
print("SHARE", fnv(row for row in range(200_000) if uniform(key(share, row)) < 0.1))
print("BY_ROW", fnv(part(key(split, row), shares) for row in rows))
print("BY_EVENT", fnv(part(key(split, 9007199254740990 + row // 3), shares) for row in rows))
thirds = [0.4, 0.4 + 0.3, 1]
print("BY_FILE", fnv(part(text_key(other, f"f{row // 100 % 4}.root"), thirds) for row in rows))
print("BY_Y", fnv(part(key(split, value_bits(y(row))), shares) for row in rows))
