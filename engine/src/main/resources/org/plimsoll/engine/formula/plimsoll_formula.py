"""Runs Plimsoll formulas in CPython, to check a margin engine's numbers without the engine.

A formula is a Python program as it stands: with the functions below in scope, executing its text
gives the same bits (exp, log and ** to one unit in the last place, since C libraries differ).

    python3 plimsoll_formula.py 'alpha * sigma_day / ltv + beta' alpha=2 sigma_day=0.03 ltv=0.6 beta=0.01
    python3 plimsoll_formula.py --suite conformance-suite.txt

Needs CPython 3.8 or later and nothing else. `plain` executes the text untouched. `evaluate` also
refuses what the language refuses at run time (a step that overflows although the result would not),
with the reasons that the engine gives. Units are checked by the engine only.
"""

import ast
import json
import math
import struct
import sys


class Unavailable(Exception):
    """There is no number; `args[0]` is the reason, as the engine names it."""


# ---- the functions of the language -------------------------------------------------------------


def _finite(value):
    if not math.isfinite(value):
        raise Unavailable("NUMBER_OVERFLOW")
    return value


def clamp(x, lower, upper):
    x, lower, upper = float(x), float(lower), float(upper)
    if lower > upper:
        raise Unavailable("CLAMP_BOUNDS_CROSSED")
    return lower if x < lower else upper if x > upper else x


def sqrt(x):
    if x < 0:
        raise Unavailable("NEGATIVE_ROOT")
    return math.sqrt(x)


def exp(x):
    try:
        return math.exp(x)
    except OverflowError:
        raise Unavailable("NUMBER_OVERFLOW") from None


def log(x):
    if x <= 0:
        raise Unavailable("LOGARITHM_NOT_POSITIVE")
    return math.log(x)


def minutes(x):
    return float(x) / 1440.0


def hours(x):
    return float(x) / 24.0


def days(x):
    return float(x)


def weeks(x):
    return _finite(float(x) * 7.0)


def years(x):
    return _finite(float(x) * 365.0)


def money(x):
    return float(x)


def as_rate(x):
    return float(x)


def _rows(n, table):
    rows = [(float(threshold), float(rate)) for threshold, rate in table]
    ascending = rows[0][0] == 0 and all(a[0] < b[0] for a, b in zip(rows, rows[1:]))
    if not ascending:
        raise Unavailable("TIERS_INVALID")
    if n < 0:
        raise Unavailable("TIER_INPUT_NEGATIVE")
    return float(n), rows


def tiers(n, table):
    n, rows = _rows(n, table)
    total = 0.0
    for i, (lower, rate) in enumerate(rows):
        if not n > lower:
            break
        upper = min(n, rows[i + 1][0]) if i + 1 < len(rows) else n
        total = _finite(total + _finite(rate * (upper - lower)))
    return total


def steps(n, table):
    n, rows = _rows(n, table)
    result = rows[0][1]
    for threshold, rate in rows[1:]:
        if not n >= threshold:
            break
        result = rate
    return result


FUNCTIONS = {
    "min": min, "max": max, "abs": abs, "clamp": clamp, "sqrt": sqrt, "exp": exp, "log": log,
    "minutes": minutes, "hours": hours, "days": days, "weeks": weeks, "years": years,
    "money": money, "as_rate": as_rate, "tiers": tiers, "steps": steps,
}


# ---- running a text ----------------------------------------------------------------------------


def _split(text):
    """The text's tree as (assignments, result), both compiled when called for."""
    tree = ast.parse(text, "<formula>", "exec")
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise SyntaxError("the last statement of a formula is its result")
    return tree


def _compile(tree):
    last = ast.fix_missing_locations(ast.Expression(tree.body[-1].value))
    before = ast.Module(body=tree.body[:-1], type_ignores=[])
    return compile(before, "<formula>", "exec"), compile(last, "<formula>", "eval")


def _run(compiled, scope):
    scope = dict(scope, __builtins__={})
    exec(compiled[0], scope)
    return eval(compiled[1], scope)


def _outcome(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, complex) or not math.isfinite(value):
        raise Unavailable("NOT_A_NUMBER")
    return float(value) + 0.0  # zero has no sign


def plain(text, inputs):
    """The value of `text` as CPython gives it, nothing added but the functions above."""
    return _outcome(_run(_compile(_split(text)), {**FUNCTIONS, **inputs}))


class Number(float):
    """A float whose arithmetic refuses what the language refuses."""

    def __add__(self, other):
        return Number(_finite(float(self) + float(other)))

    def __sub__(self, other):
        return Number(_finite(float(self) - float(other)))

    def __mul__(self, other):
        return Number(_finite(float(self) * float(other)))

    def __truediv__(self, other):
        if other == 0:
            raise Unavailable("DIVISION_BY_ZERO")
        return Number(_finite(float(self) / float(other)))

    def __pow__(self, other):
        if (self == 0 and other < 0) or (self < 0 and not float(other).is_integer()):
            raise Unavailable("POWER_UNDEFINED")
        try:
            return Number(math.pow(self, other))
        except OverflowError:
            raise Unavailable("NUMBER_OVERFLOW") from None

    def __neg__(self):
        return Number(-float(self))

    def __pos__(self):
        return self

    def __abs__(self):
        return Number(abs(float(self)))


class _Checked(ast.NodeTransformer):
    """Makes every written number a `Number` and every input a look-up that can be refused."""

    def __init__(self):
        self.assigned = set()

    def visit_Assign(self, node):
        node.value = self.visit(node.value)
        self.assigned.update(target.id for target in node.targets)
        return node

    def visit_Constant(self, node):
        return node if isinstance(node.value, bool) else self._call("_number", node)

    def visit_Name(self, node):
        if node.id in self.assigned or node.id in FUNCTIONS:
            return node
        return self._call("_input", ast.Constant(node.id))

    @staticmethod
    def _call(name, argument):
        return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _wrapped(function):
    def call(*arguments):
        value = function(*arguments)
        return Number(value)

    return call


def evaluator(text):
    """A function from inputs to the value of `text`; raises Unavailable as the engine does."""
    tree = _split(text)
    transformer = _Checked()
    tree.body = [transformer.visit(statement) for statement in tree.body]
    compiled = _compile(ast.fix_missing_locations(tree))

    def run(inputs):
        def read(name):
            if name not in inputs:
                raise Unavailable("INPUT_MISSING")
            value = inputs[name]
            if isinstance(value, bool):
                return value
            if not math.isfinite(value):
                raise Unavailable("NOT_A_NUMBER")
            return Number(value)

        scope = {name: _wrapped(function) for name, function in FUNCTIONS.items()}
        return _outcome(_run(compiled, {**scope, "_number": Number, "_input": read}))

    return run


def evaluate(text, inputs):
    """The value of `text`, True or False or a float; raises Unavailable as the engine does."""
    return evaluator(text)(inputs)


# ---- command line ------------------------------------------------------------------------------


def _bits(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return struct.pack(">d", value).hex()


def _answer(run):
    try:
        return _bits(run())
    except Unavailable as stop:
        return stop.args[0]
    except (ArithmeticError, ValueError, TypeError, NameError) as error:
        return type(error).__name__


def _input_value(value):
    return value if isinstance(value, bool) else float.fromhex(value)


def _batch(lines, out):
    """Each line is {"text": .., "rows": [{name: hex or bool}]}; answers `plain checked` a row."""
    for line in lines:
        task = json.loads(line)
        plainly = _compile(_split(task["text"]))
        checked = evaluator(task["text"])
        for row in task["rows"]:
            inputs = {name: _input_value(value) for name, value in row.items()}
            scope = {**FUNCTIONS, **inputs}
            out.write(_answer(lambda: _outcome(_run(plainly, scope))))
            out.write(" " + _answer(lambda: checked(inputs)) + "\n")


def _suite_cases(path):
    """The cases of a suite file as (name, inputs, text, expectation)."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    name, inputs, text = None, {}, []
    for line in lines:
        if line.startswith("case: "):
            name, inputs, text = line[6:], {}, []
        elif line.startswith("given: "):
            for word in line[7:].split():
                declared, _, value = word.partition("=")
                key, _, unit = declared.partition(":")
                if value and unit == "boolean":
                    inputs[key] = bool(float(value)) if float(value) in (0, 1) else math.nan
                elif value:
                    inputs[key] = float(value)
        elif line.startswith("expect: "):
            yield name, inputs, "\n".join(text), line[8:]
        elif line.startswith("| ") or line == "|":
            text.append(line[2:])


def _ulps(a, b):
    def key(x):
        i = struct.unpack(">q", struct.pack(">d", x))[0]
        return i if i >= 0 else -(i & 0x7FFFFFFFFFFFFFFF)

    return abs(key(a) - key(b))


def _agrees(expectation, answer):
    kind, _, rest = expectation.partition(" ")
    if kind in ("value", "near"):
        expected = float.fromhex(rest.split()[0])
        if len(answer) != 16:
            return False
        actual = struct.unpack(">d", bytes.fromhex(answer))[0]
        return _ulps(expected, actual) <= (1 if kind == "near" else 0)
    return answer == rest.split()[0]


def _run_suite(path):
    ran = failed = 0
    for name, inputs, text, expectation in _suite_cases(path):
        if expectation.startswith("error "):
            continue  # what the engine refuses to load is not run
        ran += 1
        answer = _answer(lambda: evaluate(text, inputs))
        if not _agrees(expectation, answer):
            failed += 1
            print("%s: expected %s, CPython gives %s" % (name, expectation, answer))
    print("%d cases run in CPython, %d differ" % (ran, failed))
    return 1 if failed or not ran else 0


def main(arguments):
    if arguments == ["--batch"]:
        _batch(sys.stdin, sys.stdout)
        return 0
    if len(arguments) == 2 and arguments[0] == "--suite":
        return _run_suite(arguments[1])
    if not arguments or arguments[0].startswith("--"):
        print(__doc__)
        return 64
    inputs = {}
    for word in arguments[1:]:
        name, _, value = word.partition("=")
        inputs[name] = {"True": True, "False": False}.get(value) if value in (
            "True", "False") else float(value)
    try:
        print(repr(evaluate(arguments[0], inputs)))
        return 0
    except Unavailable as stop:
        print("unavailable: " + stop.args[0])
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
