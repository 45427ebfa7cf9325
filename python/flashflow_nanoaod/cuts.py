"""Cuts on generator objects: "MGenJet_pt > 20 && abs(MGenJet_eta) < 2.5" over the context's columns. Nothing of it is executed as Python."""

import ast
import operator
import re

import numpy as np

from flashflow_nanoaod.faults import Fault, listed

FUNCTIONS = {"abs": np.abs, "sqrt": np.sqrt, "log": np.log, "exp": np.exp}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
COMPARISONS = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}
LOGIC = {ast.And: np.logical_and, ast.Or: np.logical_or}
WORDS = "numbers, the context's columns, + - * /, < <= > >= == !=, && || !, abs, sqrt, log, exp and parentheses"
LONGEST = 2000


class Cut:
    """A condition on the rows of a table of columns."""

    def __init__(self, text, names):
        self.text = text
        self.names = names
        if len(text) > LONGEST:
            raise Fault(f"A cut of {len(text)} characters is too long: {LONGEST} are taken, give several cuts.")
        try:
            self.tree = ast.parse(spelled(text), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise Fault(f"The cut '{text}' cannot be read: it is made of {WORDS}.") from None
        self.keep({name: np.ones(1) for name in names})  # refuses here what it cannot do

    def keep(self, columns):
        """Which rows pass, a boolean each."""
        with np.errstate(all="ignore"):
            passed = self.value(self.tree, columns)
        if np.asarray(passed).dtype != bool:
            raise Fault(f"The cut '{self.text}' is no condition: compare something, for example '{self.names[-1]} > 0'.")
        return np.broadcast_to(passed, len(next(iter(columns.values()))))

    def value(self, node, columns):
        found = getattr(self, type(node).__name__.lower(), None) if type(node) in NODES else None
        if not found:
            raise Fault(f"The cut '{self.text}' holds something that cuts do not take: they are made of {WORDS}.")
        return found(node, columns)

    def constant(self, node, _):
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            raise Fault(f"The cut '{self.text}' holds {node.value!r}: cuts are made of {WORDS}.")
        return np.float64(node.value)

    def name(self, node, columns):
        if node.id not in columns:
            raise Fault(f"The cut '{self.text}' names {node.id}, which is no context column; these are: {listed(self.names, 60)}.")
        return columns[node.id].astype(np.float64)

    def binop(self, node, columns):
        return self.done(ARITHMETIC, node.op)(self.number(node.left, columns), self.number(node.right, columns))

    def unaryop(self, node, columns):
        if isinstance(node.op, ast.Not):
            return np.logical_not(self.condition(node.operand, columns))
        sign = self.done({ast.USub: -1.0, ast.UAdd: 1.0}, node.op)
        return sign * self.number(node.operand, columns)

    def boolop(self, node, columns):
        conditions = [self.condition(each, columns) for each in node.values]
        return self.done(LOGIC, node.op).reduce(np.broadcast_arrays(*conditions))

    def compare(self, node, columns):
        if len(node.ops) > 1:
            raise Fault(f"The cut '{self.text}' compares three things in a row: write a < b && b < c.")
        return self.done(COMPARISONS, node.ops[0])(self.number(node.left, columns), self.number(node.comparators[0], columns))

    def call(self, node, columns):
        known = isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and len(node.args) == 1 and not node.keywords
        if not known:
            raise Fault(f"The cut '{self.text}' calls something else than abs, sqrt, log or exp of one value: use these.")
        return FUNCTIONS[node.func.id](self.number(node.args[0], columns))

    def number(self, node, columns):
        found = self.value(node, columns)
        if np.asarray(found).dtype == bool:
            raise Fault(f"The cut '{self.text}' computes with a condition: put parentheses around what && and || join.")
        return found

    def condition(self, node, columns):
        found = self.value(node, columns)
        if np.asarray(found).dtype != bool:
            raise Fault(f"The cut '{self.text}' takes a number for a condition: compare it with something.")
        return found

    def done(self, table, operation):
        if type(operation) not in table:
            raise Fault(f"The cut '{self.text}' holds an operation that cuts do not take: they are made of {WORDS}.")
        return table[type(operation)]


NODES = (ast.Constant, ast.Name, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call)


def spelled(text):
    """&&, || and ! as Python spells them."""
    text = text.replace("&&", " and ").replace("||", " or ")
    return re.sub(r"!(?!=)", " not ", text).strip()


def passing(cuts, columns, size):
    keep = np.ones(size, dtype=bool)
    for cut in cuts:
        keep &= cut.keep(columns)
    return keep
