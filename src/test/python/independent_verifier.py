"""A second verifier: it follows docs/protocol.md and shares no code with the first; nothing but Python's integers.

Usage: independent_verifier.py VECTOR.json
   or: independent_verifier.py KEY PROOF          (files as the service hands them out)
   or: independent_verifier.py --work CIRCUIT ..  (what a circuit costs its verifier, a line each)

Prints VALID or REJECTED with the reason; exit code 0 or 1. It checks the registration proof, the proof and, for a vector,
every challenge. It is slow on purpose: clarity only. It derives the generators from their tag and reads no table.
"""
import hashlib
import json
import struct
import sys

R = 21888242871839275222246405745257275088548364400416034343698204186575808495617
P = 21888242871839275222246405745257275088696311157297823662689037894645226208583
DST = b"PROOFMARK-V1-BN254G1_XMD:SHA-256_SVDW_RO_"
MASK64 = (1 << 64) - 1


class Rejected(Exception):
    pass


def require(condition, reason):
    if not condition:
        raise Rejected(reason)


# ---------------------------------------------------------------- keccak-256

def _round_constants():
    constants, lfsr = [], 1
    for _ in range(24):
        value = 0
        for j in range(7):
            if lfsr & 1:
                value |= 1 << ((1 << j) - 1)
            lfsr = (lfsr << 1) ^ (0x171 if lfsr & 0x80 else 0)
        constants.append(value)
    return constants


ROUND_CONSTANTS = _round_constants()


def _rotl(v, n):
    return ((v << n) | (v >> (64 - n))) & MASK64 if n else v


def _permute(a):
    for rc in ROUND_CONSTANTS:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[(x - 1) % 5] ^ _rotl(c[(x + 1) % 5], 1) for x in range(5)]
        a = [a[i] ^ d[i % 5] for i in range(25)]
        x, y, current = 1, 0, a[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x + 5 * y] = a[x + 5 * y], _rotl(current, ((t + 1) * (t + 2) // 2) % 64)
        b = a[:]
        for y in range(0, 25, 5):
            for x in range(5):
                a[y + x] = b[y + x] ^ (~b[y + (x + 1) % 5] & MASK64 & b[y + (x + 2) % 5])
        a[0] ^= rc
    return a


def keccak256(data):
    rate = 136
    padded = bytearray(data) + b"\x01" + b"\x00" * (rate - 1 - len(data) % rate)
    padded[-1] |= 0x80
    a = [0] * 25
    for block in range(0, len(padded), rate):
        for i in range(rate // 8):
            a[i] ^= int.from_bytes(padded[block + 8 * i:block + 8 * i + 8], "little")
        a = _permute(a)
    return b"".join(v.to_bytes(8, "little") for v in a[:4])


# ---------------------------------------------------------------- curve (None is the identity)

def add(a, b):
    if a is None:
        return b
    if b is None:
        return a
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def _double(p):
    x, y, z = p
    a, b = x * x % P, y * y % P
    c = b * b % P
    d = 2 * ((x + b) * (x + b) - a - c) % P
    e = 3 * a
    f = e * e % P
    nx = (f - 2 * d) % P
    return nx, (e * (d - nx) - 8 * c) % P, 2 * y * z % P


def _add_affine(p, q):
    x, y, z = p
    if z == 0:
        return q[0], q[1], 1
    zz = z * z % P
    u, s = q[0] * zz % P, q[1] * z * zz % P
    h, r = (u - x) % P, (s - y) % P
    if h == 0:
        return _double(p) if r == 0 else (1, 1, 0)
    hh = h * h % P
    hhh, v = h * hh % P, x * hh % P
    nx = (r * r - hhh - 2 * v) % P
    return nx, (r * (v - nx) - y * hhh) % P, z * h % P


def multi_scalar(terms):
    """Sum of scalar * point over (point, scalar)."""
    total = (1, 1, 0)
    live = [(p, s % R) for p, s in terms if p is not None and s % R]
    for bit in range(253, -1, -1):
        total = _double(total)
        for p, s in live:
            if s >> bit & 1:
                total = _add_affine(total, p)
    if total[2] == 0:
        return None
    inverse = pow(total[2], -1, P)
    square = inverse * inverse % P
    return total[0] * square % P, total[1] * square * inverse % P


def sqrt(v):
    root = pow(v, (P + 1) // 4, P)
    return root if root * root % P == v % P else None


def decode_point(data):
    value = int.from_bytes(data, "big")
    require(not value >> 254 & 1, "bit 254 of a point is set")
    x, odd = value & (1 << 254) - 1, value >> 255
    require(x < P, "x of a point is not canonical")
    y = sqrt(x * x * x + 3)
    require(y is not None and y != 0, "no point of the curve")
    return x, y if y & 1 == odd else P - y


def expand_message(message, length):
    dst = DST + bytes([len(DST)])
    blocks = (length + 31) // 32
    first = hashlib.sha256(b"\x00" * 64 + message + struct.pack(">H", length) + b"\x00" + dst).digest()
    out = [hashlib.sha256(first + b"\x01" + dst).digest()]
    for i in range(2, blocks + 1):
        mixed = bytes(a ^ b for a, b in zip(first, out[-1]))
        out.append(hashlib.sha256(mixed + bytes([i]) + dst).digest())
    return b"".join(out)[:length]


def is_square(v):
    return pow(v, (P - 1) // 2, P) in (0, 1)


def map_to_curve(u):
    z = 1
    g = lambda x: (x * x * x + 3) % P
    c1, c2 = g(z), -z * pow(2, -1, P) % P
    c3 = sqrt(-c1 * 3 * z * z % P)
    c3 = c3 if c3 & 1 == 0 else P - c3
    c4 = -4 * c1 * pow(3 * z * z, -1, P) % P
    t1 = u * u * c1 % P
    t2, t1 = (1 + t1) % P, (1 - t1) % P
    t3 = t1 * t2 % P
    t3 = pow(t3, -1, P) if t3 else 0
    t4 = u * t1 * t3 % P * c3 % P
    x1, x2 = (c2 - t4) % P, (c2 + t4) % P
    x3 = (t2 * t2 % P * t3) ** 2 % P * c4 % P
    x3 = (x3 + z) % P
    x = x1 if is_square(g(x1)) else x2 if is_square(g(x2)) else x3
    y = sqrt(g(x))
    return x, y if y & 1 == u & 1 else P - y


def hash_to_curve(message):
    uniform = expand_message(message, 96)
    u = [int.from_bytes(uniform[48 * i:48 * i + 48], "big") % P for i in range(2)]
    return add(map_to_curve(u[0]), map_to_curve(u[1]))


_generators = {}


def generator(i):
    if i not in _generators:
        _generators[i] = hash_to_curve(b"G" + struct.pack(">I", i))
    return _generators[i]


def blinding_generator():
    if "H" not in _generators:
        _generators["H"] = hash_to_curve(b"H")
    return _generators["H"]


# ---------------------------------------------------------------- multilinear extensions

def eq_table(z, scale=1):
    table = [scale % R]
    for c in z:
        table = [w for v in table for w in ((v - v * c) % R, v * c % R)]
    return table


def eq(a, b):
    product = 1
    for x, y in zip(a, b):
        product = product * (1 - x - y + 2 * x * y) % R
    return product


def eq_at(z, index):
    return eq(z, [index >> len(z) - 1 - i & 1 for i in range(len(z))])


def bits_for(length):
    return (length - 1).bit_length()


def mask(z, length):
    return sum(eq_table(z)[:length]) % R


class Shape:
    def __init__(self, lengths):
        require(len(lengths) <= 24, "more than 24 axes")
        require(all(1 <= d <= 1 << 26 for d in lengths), "an axis length outside 1..2^26")
        self.lengths = lengths
        self.bits = [bits_for(d) for d in lengths]
        self.total = sum(self.bits)
        require(self.total <= 28, "more than 28 index bits")
        self.size = 1
        for d in lengths:
            self.size *= d

    def axes(self, point):
        """The point cut into one piece per axis."""
        pieces, at = [], 0
        for b in self.bits:
            pieces.append(point[at:at + b])
            at += b
        return pieces

    def positions(self):
        """Padded index of every logical position, row-major."""
        positions = [0]
        for d, b in zip(self.lengths, self.bits):
            positions = [p << b | i for p in positions for i in range(d)]
        return positions

    def mask(self, z):
        product = 1
        for d, piece in zip(self.lengths, self.axes(z)):
            product = product * mask([c[1] for c in piece], d) % R
        return product

    def evaluate(self, values, z):
        table = eq_table([c[1] for c in z])
        return sum(v * table[p] for v, p in zip(values, self.positions())) % R


# ---------------------------------------------------------------- what a key may cost (section 15)

PRICE = {"byte": 1, "part": 64, "operand": 32, "row": 4, "point": 160,
         "scalar": 64, "summed-point": 288,
         "block": 256, "claim": 64, "cell": 3, "coordinate": 32, "combine": 128, "summand": 32, "view": 32, "instance": 256,
         "entry": 1, "index": 2, "opened": 96, "opened-row": 5, "column-cell": 2}
DECODING, EVALUATION, EVALUATION_FREE, EVALUATION_PER_OPERATION = 3 << 24, 1 << 25, 1 << 20, 3


class Budget:
    def __init__(self, limit):
        self.limit, self.spent = limit, 0

    def charge(self, work, times=1):
        self.spent += PRICE[work] * times
        require(self.spent <= self.limit, "more work than a verifier does")


def charge_parts(circuit, budget):
    """The parts and rows of a circuit, and the limits on what has to be held at once."""
    budget.charge("part", len(circuit.nodes) + len(circuit.tables) + len(circuit.lookups) + len(circuit.zeros) + circuit.ports)
    rows = 0
    for n in circuit.nodes:
        budget.charge("operand", {"COMBINE": len(getattr(n, "terms", ())), "CONTRACT": 2, "AXISMAP": 1, "VIEW": 1}.get(n.kind, 0))
        if n.kind in COMMITTED:
            rows += 1 << max(0, n.shape.total - circuit.kappa)
        elif n.kind in ("PUBLIC", "CONSTANT"):
            require(n.shape.total <= 22, "more than 2^22 cells of a public or constant tensor")
        for group in getattr(n, "groups", ()):
            require(group is None or max(Shape(group[0]).total, Shape(group[1]).total) <= 20, "a matrix side of more than 2^20 indexes")
    budget.charge("operand", sum(len(t["columns"]) for t in circuit.tables))
    budget.charge("operand", sum(len(operands) for _, operands in circuit.lookups) + len(circuit.zeros))
    require(len(circuit.tables) <= 1 << 12, "more than 2^12 tables")
    require(rows <= 1 << 20, "more than 2^20 commitment rows")
    budget.charge("row", rows)
    leaves = 1 + sum(1 << bits_for(t["length"]) for t in circuit.tables)
    leaves += sum(1 << circuit.nodes[operands[0]].shape.total for _, operands in circuit.lookups)
    require(leaves <= 1 << 30, "more than 2^30 lookup leaves")


def count_rows(circuit, *kinds):
    return sum(len(circuit.sent_rows(t)) for kind in kinds for t in circuit.tensors(kind))


class Plan:
    """The messages of a proof over the circuit, and what its verifier does for them and beside them."""

    def __init__(self, circuit):
        c = Counting()
        walk = Walk(c, circuit, {})
        walk.run()
        groups = {tuple(x[0] for x in column) for _, _, column, _ in walk.committed_claims()}
        columns = 1 << circuit.kappa
        self.pads, pad_rows = c.pads, (c.pads + columns - 1) // columns
        final_pads = 2 * ((len(groups) + pad_rows + 2).bit_length() + circuit.kappa)
        points = count_rows(circuit, "WITNESS", "MULTIPLICITY") + pad_rows + 1 + 3 + 5
        scalars = c.pads + final_pads + 1 + columns + final_pads + 7
        require(points + scalars <= 1 << 20, "more than 2^20 messages")
        self.paid = PRICE["scalar"] * scalars + PRICE["point"] * points
        self.paid += PRICE["summed-point"] * (points + columns + count_rows(circuit, "WEIGHT"))
        self.evaluation = c.budget.spent
        require(self.evaluation <= EVALUATION_FREE + EVALUATION_PER_OPERATION * self.paid, "more evaluating than the proof's size allows")


# ---------------------------------------------------------------- files

# Section 15: code points that no name may hold.
NOT_PLAIN = [(0x0, 0x1f), (0x7f, 0xa0), (0xad, 0xad), (0x34f, 0x34f), (0x600, 0x605), (0x61c, 0x61c), (0x6dd, 0x6dd), (0x70f, 0x70f),
             (0x890, 0x891), (0x8e2, 0x8e2), (0x115f, 0x1160), (0x1680, 0x1680), (0x17b4, 0x17b5), (0x180b, 0x180f), (0x2000, 0x200f),
             (0x2028, 0x202f), (0x205f, 0x206f), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164), (0xd800, 0xdfff),
             (0xfe00, 0xfe0f), (0xfeff, 0xfeff), (0xffa0, 0xffa0), (0xfff0, 0xfffb), (0xfffe, 0xffff), (0x110bd, 0x110bd),
             (0x110cd, 0x110cd), (0x13430, 0x1345f), (0x1bca0, 0x1bca3), (0x1d173, 0x1d17a), (0xe0000, 0xe0fff)]


def plain(text):
    return all(not low <= ord(c) <= high for c in text for low, high in NOT_PLAIN)


def escaped(text):
    return "".join(c if plain(c) else "\\u{%x}" % ord(c) for c in text)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        require(n >= 0 and self.at + n <= len(self.data), "bytes end early")
        self.at += n
        return self.data[self.at - n:self.at]

    def u(self, n):
        return int.from_bytes(self.take(n), "big")

    def i64(self):
        return int.from_bytes(self.take(8), "big", signed=True)

    def name(self):
        try:
            name = self.take(self.u(2)).decode()
        except UnicodeDecodeError:
            raise Rejected("a name is no UTF-8")
        require(plain(name), "a name holds characters that a reader cannot see")
        return name

    def shape(self):
        return Shape([self.u(4) for _ in range(self.u(1))])

    def lengths(self):
        return [self.u(4) for _ in range(self.u(1))]

    def small(self):
        return [self.u(1) for _ in range(self.u(1))]

    def values(self, n):
        width = self.u(1)
        return [int.from_bytes(self.take(width), "big", signed=True) for _ in range(n)]

    def coefficient(self):
        """The field element, and the integer that it is: None for a fraction."""
        numerator, shift = self.i64(), self.u(1)
        return numerator * pow(pow(2, shift, R), -1, R) % R, numerator if shift == 0 else None

    def scalar(self):
        value = self.u(32)
        require(value < R, "a scalar is not canonical")
        return value

    def end(self):
        require(self.at == len(self.data), "bytes are left over")


class Node:
    def __init__(self, kind, shape, **fields):
        self.kind, self.shape = kind, shape
        self.__dict__.update(fields)


COMMITTED = ("WEIGHT", "INPUT", "WITNESS", "MULTIPLICITY", "TABLE")


class Circuit:
    def tensors(self, kind):
        return [i for i, n in enumerate(self.nodes) if n.kind == kind]

    def sent_rows(self, node):
        shape, rows = self.nodes[node].shape, [0]
        left = max(0, shape.total - self.kappa)
        for d, b in zip(shape.lengths, shape.bits):
            if left < b:
                return [p << left | i for p in rows for i in range((d - 1 >> b - left) + 1)] if left else rows
            rows = [p << b | i for p in rows for i in range(d)]
            left -= b
        return rows

    def finish(self):
        for table in self.tables:
            table["multiplicity"] = len(self.nodes)
            self.nodes.append(Node("MULTIPLICITY", Shape([table["length"]])))
        self.width = max(len(t["columns"]) for t in self.tables)


class Window:
    """The ones of a window's matrix, made when they are asked for."""

    def __init__(self, *numbers):
        self.numbers = numbers

    def __iter__(self):
        kind, i, o, k, s, d, p = self.numbers
        return (((y * k + t) if kind == 1 else y, y * s + t * d - p) for y in range(o) for t in range(k)
                if 0 <= y * s + t * d - p < i)


def parse_circuit(data):
    require(len(data) <= 1 << 25, "a circuit of more than 2^25 bytes")
    r, c = Reader(data), Circuit()
    require(r.u(1) == 2, "unknown circuit version")
    c.kappa, c.nodes, c.tables, c.lookups, c.zeros = r.u(1), [], [], [], []
    require(2 <= c.kappa <= 14, "columnBits outside 2..14")
    kinds = {0: "WEIGHT", 1: "INPUT", 2: "WITNESS", 3: "PUBLIC", 4: "CONSTANT", 5: "TABLE"}
    for _ in range(r.u(4)):
        tag = r.u(1)
        if tag in kinds:
            r.name()
            shape = Shape([r.u(4)]) if tag == 5 else r.shape()
            node = Node(kinds[tag], shape)
            if tag in (0, 3):
                node.range = (r.i64(), r.i64())
            if tag in (4, 5):
                node.values = r.values(shape.size)
        elif tag == 16:
            shape = r.shape()
            constant, integer = r.coefficient()
            terms, integers = [], []
            for _ in range(r.u(2)):
                operand, (coefficient, exact) = r.u(4), r.coefficient()
                terms.append((operand, coefficient, [-1 if (a := r.u(1)) == 255 else a for _ in shape.lengths]))
                integers.append(exact)
            for operand, _, axes in terms:
                require(operand < len(c.nodes) and c.nodes[operand].kind != "TABLE", "an operand that is no earlier node, or a table")
                named = {a: d for a, d in zip(axes, shape.lengths) if a >= 0}
                require(len(named) == len(axes) - axes.count(-1) and [named.get(a) for a in range(len(named))]
                        == list(c.nodes[operand].shape.lengths), "a sum whose terms have other axes")
            node = Node("COMBINE", shape, constant=constant, terms=terms, offset=integer, integers=integers)
        elif tag == 17:
            a, la = r.u(4), r.small()
            b, lb = r.u(4), r.small()
            lo = r.small()
            length = dict(zip(la, c.nodes[a].shape.lengths)) | dict(zip(lb, c.nodes[b].shape.lengths))
            node = Node("CONTRACT", Shape([length[l] for l in lo]), a=a, b=b, la=la, lb=lb, lo=lo)
        elif tag == 18:
            operand, groups, lengths, axis = r.u(4), [], [], 0
            source = c.nodes[operand].shape.lengths
            for _ in range(r.u(1)):
                kind = r.u(1)
                if kind == 0:
                    groups.append(None)
                    lengths.append(source[axis])
                    axis += 1
                    continue
                if kind in (1, 2):
                    i, o, k, s, d, p = (r.u(4) for _ in range(6))
                    Shape([i, o, k])
                    ins, outs, entries, ones = [i], [o, k] if kind == 1 else [o], o * k, Window(kind, i, o, k, s, d, p)
                else:
                    ins, outs = r.lengths(), r.lengths()
                    entries = Shape(outs).size
                    ones = [(y, x) for y, x in enumerate(r.values(entries)) if x >= 0]
                groups.append((ins, outs, entries, ones))
                lengths += outs
                axis += len(ins)
            node = Node("AXISMAP", Shape(lengths), operand=operand, groups=groups)
        else:
            require(tag == 19, "unknown node tag")
            node = Node("VIEW", None, operand=r.u(4))
            node.shape, node.variables = r.shape(), r.small()
        c.nodes.append(node)
    for _ in range(r.u(4)):
        r.name()
        length = r.u(4)
        columns = [("affine", r.i64(), r.i64()) if r.u(1) == 0 else ("stored", r.u(4)) for _ in range(r.u(1))]
        c.tables.append({"length": length, "columns": columns})
    for _ in range(r.u(4)):
        if r.u(1) == 0:
            c.lookups.append((r.u(4), [r.u(4) for _ in range(r.u(1))]))
        else:
            c.zeros.append(r.u(4))
    named = [node for _, operands in c.lookups for node in operands] + c.zeros
    require(all(node < len(c.nodes) for node in named), "a constraint on no listed node")
    c.ports, c.inputs, c.outputs = 0, {}, {}
    for allowed, side in ((("INPUT",), c.inputs), (("PUBLIC", "WITNESS"), c.outputs)):
        for _ in range(r.u(4)):
            c.ports += 1
            r.name()
            tensor, shape = r.u(4), r.shape()
            unit = struct.unpack(">d", r.take(8))[0]
            axis, exponents = r.u(1), [r.u(1) for _ in range(r.u(4))]
            if exponents:
                require(axis < len(shape.lengths) and len(exponents) == shape.lengths[axis], "port scales do not fit")
                require(min(exponents) == 0 < max(exponents) <= 40, "port scales are not canonical")
            else:
                require(axis == 0, "port scales are not canonical")
            low, high = r.i64(), r.i64()
            require(tensor < len(c.nodes) and c.nodes[tensor].kind in allowed and tensor not in side, "a port without a tensor of its own")
            side[tensor] = low, high
            most = unit * 2.0 ** max(exponents, default=0) * float(max(abs(low), abs(high)))
            require(unit > 0 and most < float("inf"), "a port holds values that are no finite numbers")
    r.end()
    c.finish()
    return c


def column_range(circuit, table, column):
    kind, start, *step = table["columns"][column]
    values = circuit.nodes[start].values if kind == "stored" else (start, start + (table["length"] - 1) * step[0])
    return min(values), max(values)


def shown_ranges(circuit):
    """Where lookups show nodes to lie (section 6): low and high by node."""
    columns = [[column_range(circuit, t, j) for j in range(len(t["columns"]))] for t in circuit.tables]
    shown = {}

    def show(node, low, high):
        before = shown.get(node, (low, high))
        shown[node] = max(low, before[0]), min(high, before[1])
        require(shown[node][0] <= shown[node][1], "lookups of a node without a common value")

    for table, operands in circuit.lookups:
        for j, operand in enumerate(operands):
            show(operand, *columns[table][j])
    kind = lambda node: circuit.nodes[node].kind
    for i, n in enumerate(circuit.nodes):
        if n.kind == "COMBINE" and i in shown and n.offset is not None:
            inputs = [(x, k) for (x, _, _), k in zip(n.terms, n.integers) if kind(x) == "INPUT"]
            others = [(w, k) for (w, _, _), k in zip(n.terms, n.integers) if kind(w) == "WITNESS" and w in shown]
            if (len(inputs) == 1 and len(inputs) + len(others) == len(n.terms) and inputs[0][1] in (1, -1)
                    and None not in n.integers and all(axes == list(range(len(axes))) for _, _, axes in n.terms)):
                low, high = shown[i][0] - n.offset, shown[i][1] - n.offset
                for w, k in others:
                    ends = k * shown[w][0], k * shown[w][1]
                    low, high = low - max(ends), high - min(ends)
                show(inputs[0][0], *((low, high) if inputs[0][1] == 1 else (-high, -low)))
    return shown


def check_ranges(circuit):
    """What lookups show of inputs and witnesses, and whether it is what the ports declare."""
    shown = shown_ranges(circuit)
    require(all(w in shown for w in circuit.tensors("WITNESS")), "a witness in no lookup")
    require(circuit.tensors("INPUT") == sorted(circuit.inputs), "an input without a port")
    require(circuit.tensors("PUBLIC") == sorted(t for t in circuit.outputs if circuit.nodes[t].kind == "PUBLIC"), "an output without a port")
    for tensor, declared in circuit.outputs.items():
        require(circuit.nodes[tensor].kind != "PUBLIC" or circuit.nodes[tensor].range == declared, "an output of another range than its port")
    for tensor, (low, high) in circuit.inputs.items():
        require(tensor in shown and low <= shown[tensor][0] and shown[tensor][1] <= high, "an input that may leave its port's range")


def registration_circuit(main):
    c = Circuit()
    c.kappa, c.nodes, c.tables, c.lookups, c.zeros, c.ports = main.kappa, [], [], [], [], 0
    tables = {}
    for w in main.tensors("WEIGHT"):
        low, high = main.nodes[w].range
        if (low, high) not in tables:
            tables[low, high] = len(c.tables)
            c.tables.append({"length": Shape([high - low + 1]).size, "columns": [("affine", low, 1)]})
        c.lookups.append((tables[low, high], [len(c.nodes)]))
        c.nodes.append(Node("WEIGHT", main.nodes[w].shape, range=(low, high)))
    c.finish()
    return c


def within_budget(data):
    """The circuit of these bytes and its budget for decoding; refuses what costs too much, the registration circuit included."""
    budget = Budget(DECODING)
    budget.charge("byte", len(data))
    circuit = parse_circuit(data)
    charge_parts(circuit, budget)
    check_ranges(circuit)
    budget.charge("point", count_rows(circuit, "WEIGHT"))
    circuit.plan = Plan(circuit)
    if circuit.tensors("WEIGHT"):
        registered = registration_circuit(circuit)
        charge_parts(registered, budget)
        registered.plan = Plan(registered)
        circuit.registration = registered
    return circuit, budget


def header(r, magic):
    require(r.take(8) == magic + bytes([0, 2, 1, 1]), "not a " + magic.decode() + " header of version 2")


def parse_key(data):
    r = Reader(data)
    header(r, b"PMKY")
    require(len(data) <= 3 * (1 << 25) + (1 << 16), "a key of too many bytes")
    circuit, _ = within_budget(r.take(r.u(4)))
    rows = {w: [decode_point(r.take(32)) for _ in circuit.sent_rows(w)] for w in circuit.tensors("WEIGHT")}
    digest = keccak256(data[:r.at])
    registrations = [r.take(r.u(4)) for _ in range(r.u(2))]
    r.end()
    return circuit, rows, digest, registrations


# ---------------------------------------------------------------- transcript and hidden conversation

class Form:
    """constant - sum of coefficients * pads"""

    def __init__(self, constant=0, pads=None):
        self.constant, self.pads = constant % R, pads or {}

    def __add__(self, other):
        if not isinstance(other, Form):
            return Form(self.constant + other, dict(self.pads))
        pads = dict(self.pads)
        for k, v in other.pads.items():
            pads[k] = (pads.get(k, 0) + v) % R
        return Form(self.constant + other.constant, pads)

    def __mul__(self, factor):
        return Form(self.constant * factor, {k: v * factor % R for k, v in self.pads.items()})

    def __sub__(self, other):
        return self + (other * (R - 1) if isinstance(other, Form) else -other)


class Conversation:
    counting = False

    def __init__(self, messages):
        self.state, self.messages, self.at = bytes(32), messages, 0
        self.pads, self.final_pads, self.count = 0, 0, 0
        self.linear, self.products, self.log = [], [], []

    def charge(self, work, times=1):
        """Work that no message pays for: counted beforehand."""

    def absorb(self, label, data):
        name = label.encode()
        self.state = keccak256(b"\x01" + self.state + bytes([len(name)]) + name + len(data).to_bytes(8, "big") + data)

    def challenge(self, label):
        name = label.encode()
        self.state = keccak256(b"\x02" + self.state + bytes([len(name)]) + name)
        value = int.from_bytes(self.state, "big") % R
        self.log.append(label + " " + value.to_bytes(32, "big").hex())
        self.count += 1
        return self.count - 1, value

    def _next(self):
        require(self.at + 32 <= len(self.messages), "messages end early")
        self.at += 32
        return self.messages[self.at - 32:self.at]

    def scalar(self, label):
        data = self._next()
        value = int.from_bytes(data, "big")
        require(value < R, "a scalar is not canonical")
        self.absorb(label, data)
        return value

    def point(self, label):
        p = decode_point(self._next())
        self.absorb(label, p[0].to_bytes(32, "big") + p[1].to_bytes(32, "big"))
        return p

    def hidden(self, label):
        self.pads += 1
        return Form(self.scalar(label), {self.pads - 1: 1})

    def final_hidden(self, label):
        self.final_pads += 1
        return Form(self.scalar(label), {self.final_pads - 1: 1})


def values_of(point):
    return [c[1] for c in point]


ZERO = (-1, 0)


def eq_sumcheck(c, rounds, binds, z, claim):
    bound = []
    for coordinate in z:
        a1, a2 = c.hidden(rounds), c.hidden(rounds)
        r = c.challenge(binds)
        bound.append(r)
        claim = claim + a1 * (r[1] - coordinate[1]) + a2 * (r[1] * r[1] - coordinate[1])
    return bound, claim


# ---------------------------------------------------------------- the walk

class Walk:
    def __init__(self, c, circuit, publics):
        self.c, self.circuit, self.publics = c, circuit, publics
        self.claims = [[] for _ in circuit.nodes]

    def known(self, node, point):
        n = self.circuit.nodes[node]
        if n.kind in ("CONSTANT", "PUBLIC"):
            self.c.charge("cell", 1 << n.shape.total)
            if self.c.counting:
                return 0
        if n.kind == "CONSTANT":
            return n.shape.evaluate(n.values, point)
        if n.kind == "PUBLIC":
            return n.shape.evaluate(self.publics[node], point)
        return None

    def earlier(self, node, point):
        for p, form in self.claims[node]:
            if [x[0] for x in p] == [x[0] for x in point]:
                return form
        return None

    def evaluate(self, node, point, label):
        self.c.charge("claim")
        value = self.known(node, point)
        if value is not None:
            return Form(value)
        form = self.earlier(node, point)
        if form is None:
            form = self.c.hidden(label)
            self.claims[node].append((point, form))
        return form

    def claim(self, node, point, form):
        self.c.charge("claim")
        value = self.known(node, point)
        if value is not None:
            self.c.linear.append(form - value)
        elif (other := self.earlier(node, point)) is not None:
            self.c.linear.append(form - other)
        else:
            self.claims[node].append((point, form))

    def run(self):
        c, circuit = self.c, self.circuit
        for _ in range(0 if c.counting else 1024):
            c.state = keccak256(c.state)
        self.alpha, self.beta = c.challenge("alpha")[1], c.challenge("beta")[1]
        self.lookups()
        for node in circuit.zeros:
            c.charge("coordinate", circuit.nodes[node].shape.total)
            point = [c.challenge("zero-point") for _ in range(circuit.nodes[node].shape.total)]
            self.claim(node, point, Form())
        self.levels()
        return self.product_list()

    def lookups(self):
        c, circuit = self.c, self.circuit
        blocks = [(circuit.nodes[ops[0]].shape.total, 0, i) for i, (_, ops) in enumerate(circuit.lookups)]
        blocks += [(bits_for(t["length"]), 1, i) for i, t in enumerate(circuit.tables)]
        blocks.sort(key=lambda b: (-b[0], b[1], b[2]))
        used = sum(1 << b[0] for b in blocks) + 1
        n = (used - 1).bit_length()
        root, inverse = c.hidden("logup-root"), c.hidden("logup-root-inverse")
        c.products.append((root, inverse, Form(1)))
        p, q, z = Form(), root, []
        for k in range(n):
            lam = c.challenge("logup-lambda")[1]
            chunk = min(5, k)
            bound, claim = eq_sumcheck(c, "logup-round", "logup-bind", z[chunk:] + z[:chunk], p + q * lam)
            p0, p1, q0, q1, first = (c.hidden("logup-layer") for _ in range(5))
            c.products.append((p0, q1, first))
            c.products.append((q0, p1 + q1 * lam, claim - first))
            mu = c.challenge("logup-mu")
            p, q = p0 + (p1 - p0) * mu[1], q0 + (q1 - q0) * mu[1]
            z = bound[k - chunk:] + [mu] + bound[:k - chunk]
        w, beta, alpha = circuit.width, self.beta, self.alpha
        numerator, denominator, covered, offset, padding = Form(), Form(), 0, 0, 0
        for bits, is_table, i in blocks:
            c.charge("block")
            weight = eq_at(values_of(z[:n - bits]), offset >> bits)
            low = z[n - bits:]
            offset += 1 << bits
            covered += weight
            table = i if is_table else circuit.lookups[i][0]
            tag = table + 1
            fingerprint = Form()
            if is_table:
                t = circuit.tables[i]
                zl = values_of(low)
                table_eq = eq_table(zl) if not c.counting else [0] * t["length"]
                for j, column in enumerate(t["columns"]):
                    if column[0] == "affine":
                        value = Form(0 if c.counting else sum((column[1] + y * column[2]) * table_eq[y] for y in range(t["length"])))
                    else:
                        value = self.evaluate(column[1], low, "leaf-column")
                    fingerprint = fingerprint + value * pow(beta, j, R)
                fingerprint = fingerprint + pow(beta, w, R) * tag * (0 if c.counting else sum(table_eq[:t["length"]]))
                numerator = numerator - self.evaluate(t["multiplicity"], low, "leaf-column") * weight
            else:
                operands = circuit.lookups[i][1]
                shape = circuit.nodes[operands[0]].shape
                padding += (1 << shape.total) - shape.size
                for j, operand in enumerate(operands):
                    fingerprint = fingerprint + self.evaluate(operand, low, "leaf-column") * pow(beta, j, R)
                fingerprint = fingerprint + pow(beta, w, R) * tag * (0 if c.counting else shape.mask(low))
                numerator = numerator + weight
            denominator = denominator + (Form(alpha) - fingerprint) * weight
        zero = eq_at(values_of(z), offset)
        numerator = numerator - zero * padding
        denominator = denominator + zero * alpha + (1 - covered - zero)
        c.linear.append(p - numerator)
        c.linear.append(q - denominator)

    def levels(self):
        nodes = self.circuit.nodes
        heights = []
        for n in nodes:
            if n.kind == "COMBINE":
                heights.append(max([heights[t[0]] for t in n.terms], default=0))
            elif n.kind == "VIEW":
                heights.append(heights[n.operand])
            elif n.kind == "CONTRACT":
                heights.append(1 + max(heights[n.a], heights[n.b]))
            elif n.kind == "AXISMAP":
                heights.append(1 + heights[n.operand])
            else:
                heights.append(0)
        for height in range(max(heights), -1, -1):
            for i in range(len(nodes) - 1, -1, -1):
                if heights[i] == height and nodes[i].kind in ("COMBINE", "VIEW"):
                    for point, form in list(self.claims[i]):
                        (self.combine if nodes[i].kind == "COMBINE" else self.view)(nodes[i], point, form)
            if height:
                self.batch([i for i, n in enumerate(nodes) if heights[i] == height and n.kind in ("CONTRACT", "AXISMAP")])

    def combine(self, n, point, form):
        self.c.charge("combine")
        self.c.charge("summand", len(n.terms))
        pieces = n.shape.axes(point)
        masks = [0 if self.c.counting else mask(values_of(piece), d) for piece, d in zip(pieces, n.shape.lengths)]
        all_masks = 1
        for m in masks:
            all_masks = all_masks * m % R
        total = Form(n.constant * all_masks)
        for operand, coefficient, axes in n.terms:
            parts = [None] * len(self.circuit.nodes[operand].shape.lengths)
            for a, source in enumerate(axes):
                if source < 0:
                    coefficient = coefficient * masks[a] % R
                else:
                    parts[source] = pieces[a]
            projected = [x for part in parts for x in part]
            total = total + self.evaluate(operand, projected, "combine-operand") * coefficient
        self.c.linear.append(form - total)

    def view(self, n, point, form):
        self.c.charge("view")
        self.claim(n.operand, [point[v] for v in n.variables], form)

    def batch(self, ids):
        c, nodes = self.c, self.circuit.nodes
        instances = []
        for i in ids:
            n = nodes[i]
            for point, form in self.claims[i]:
                c.charge("instance")
                if n.kind == "CONTRACT":
                    bits = dict(zip(n.la, nodes[n.a].shape.bits)) | dict(zip(n.lb, nodes[n.b].shape.bits))
                    batch = [l for l in n.la if l in n.lb and l in n.lo]
                    summed = [l for l in n.la if l in n.lb and l not in n.lo]
                    cubic = sum(bits[l] for l in batch)
                    variables = cubic + sum(bits[l] for l in summed)
                    instances.append((n, point, form, variables, cubic, batch, summed, bits))
                else:
                    variables = sum(sum(map(bits_for, g[0])) for g in n.groups if g)
                    instances.append((n, point, form, variables, 0))
        if not instances:
            return
        rho = c.challenge("batch")[1]
        weights = [pow(rho, j, R) for j in range(len(instances))]
        rounds = max(i[3] for i in instances)
        running, bound = Form(), []
        for left in range(rounds, -1, -1):
            for instance, weight in zip(instances, weights):
                if instance[3] == left:
                    running = running + instance[2] * weight
            if left == 0:
                break
            t0, t2 = c.hidden("batch-round"), c.hidden("batch-round")
            cubic = any(i[3] >= left and i[3] - left < i[4] for i in instances)
            t3 = c.hidden("batch-round") if cubic else Form()
            bound.append(c.challenge("batch-bind"))
            r = bound[-1][1]
            t1 = running - t0 - t0 - t2 - t3
            running = t0 + t1 * r + t2 * (r * r) + t3 * (r * r * r)
        total = Form()
        for instance, weight in zip(instances, weights):
            own = bound[len(bound) - instance[3]:]
            value = self.contract(instance, own) if instance[0].kind == "CONTRACT" else self.axis_map(instance, own)
            total = total + value * weight
        c.linear.append(running - total)

    def contract(self, instance, own):
        n, point, _, _, cubic, batch, summed, bits = instance
        result = dict(zip(n.lo, n.shape.axes(point)))
        shared, at = {}, 0
        for label in batch + summed:
            shared[label] = own[at:at + bits[label]]
            at += bits[label]
        pick = lambda labels: [x for l in labels for x in (shared[l] if l in shared else result[l])]
        a = self.evaluate(n.a, pick(n.la), "batch-operand")
        b = self.evaluate(n.b, pick(n.lb), "batch-operand")
        if not a.pads:
            product = b * a.constant
        elif not b.pads:
            product = a * b.constant
        else:
            product = self.c.hidden("batch-product")
            self.c.products.append((a, b, product))
        claimed = [x for l in batch for x in result[l]]
        return product * eq(values_of(claimed), values_of(own[:cubic]))

    def axis_map(self, instance, own):
        n, point = instance[0], instance[1]
        operand = self.circuit.nodes[n.operand].shape
        outputs, inputs = n.shape.axes(point), []
        out, axis, at, factor = 0, 0, 0, 1
        for group in n.groups:
            if group is None:
                inputs += outputs[out]
                out, axis = out + 1, axis + 1
                continue
            ins, outs, entries, ones = group
            z = [x for piece in outputs[out:out + len(outs)] for x in piece]
            width = sum(operand.bits[axis:axis + len(ins)])
            mine = own[at:at + width]
            inputs += mine
            self.c.charge("entry", entries)
            self.c.charge("index", (1 << Shape(ins).total) + (1 << Shape(outs).total))
            if not self.c.counting:
                eo, ei = eq_table(values_of(z)), eq_table(values_of(mine))
                po, pi = Shape(outs).positions(), Shape(ins).positions()
                factor = factor * sum(eo[po[o]] * ei[pi[i]] for o, i in ones) % R
            out, axis, at = out + len(outs), axis + len(ins), at + width
        return self.evaluate(n.operand, inputs, "batch-operand") * factor

    def product_list(self):
        c, products = self.c, list(self.c.products)
        bits = (len(products) - 1).bit_length()
        tau = [c.challenge("product-tau") for _ in range(bits)]
        sigma, claim = eq_sumcheck(c, "product-round", "product-bind", tau, Form())
        weights = eq_table(values_of(sigma))
        a, b, d = Form(), Form(), claim
        for weight, product in zip(weights, products):
            a, b, d = a + product[0] * weight, b + product[1] * weight, d + product[2] * weight
        return a, b, d

    def committed_claims(self):
        kappa = self.circuit.kappa
        for i, n in enumerate(self.circuit.nodes):
            if n.kind in COMMITTED:
                for point, form in self.claims[i]:
                    row = max(0, n.shape.total - kappa)
                    self.c.charge("opened")
                    if n.kind == "TABLE":
                        self.c.charge("column-cell", 1 << n.shape.total)
                    else:
                        self.c.charge("opened-row", 1 << row)
                    column = point[row:]
                    yield i, point[:row], [ZERO] * (kappa - len(column)) + column, form


# ---------------------------------------------------------------- the opening

def check_messages(circuit, c, rows, publics):
    """Everything behind the statement. `rows` holds the commitments known so far."""
    rows = dict(rows)
    for kind, label in (("WITNESS", "witness-row"), ("MULTIPLICITY", "multiplicity-row")):
        for t in circuit.tensors(kind):
            rows[t] = [c.point(label) for _ in circuit.sent_rows(t)]
    columns = 1 << circuit.kappa
    # The number of pad rows is fixed by the circuit: a walk that only counts has found it.
    pads = circuit.plan.pads
    pad_rows = [c.point("pad-row") for _ in range((pads + columns - 1) // columns)]
    final_row = c.point("final-pad-row")
    walk = Walk(c, circuit, publics)
    forms = walk.run()
    require(c.pads == pads, "wrong number of hidden messages")
    commitments = [c.point("product-commitment") for _ in range(3)]
    gamma = c.challenge("gamma")[1]
    power, constant, weights, groups = 1, 0, [0] * (len(pad_rows) * columns), {}

    def weigh(form, sign):
        nonlocal constant
        constant = (constant + sign * power * form.constant) % R
        for pad, coefficient in form.pads.items():
            weights[pad] = (weights[pad] + sign * power * coefficient) % R

    for form in c.linear:
        weigh(form, -1)
        power = power * gamma % R
    for tensor, row_point, column_point, form in walk.committed_claims():
        group = groups.setdefault(tuple(x[0] for x in column_point), (values_of(column_point), []))
        group[1].append((tensor, values_of(row_point), power))
        weigh(form, 1)
        power = power * gamma % R
    product_weights = []
    for form in forms:
        product_weights.append(power)
        weigh(form, 1)
        power = power * gamma % R
    groups = list(groups.values())
    vectors = len(groups) + len(pad_rows) + 3
    vector_bits = (vectors - 1).bit_length()
    running, bound = Form(constant), []
    for _ in range(vector_bits + circuit.kappa):
        t0, t2 = c.final_hidden("opening-round"), c.final_hidden("opening-round")
        bound.append(c.challenge("opening-bind")[1])
        r = bound[-1]
        running = t0 + (running - t0 - t0 - t2) * r + t2 * (r * r)
    rho, cell_point = eq_table(bound[:vector_bits]), bound[vector_bits:]
    cells = eq_table(cell_point)
    functional = sum(rho[j] * eq(g[0], cell_point) for j, g in enumerate(groups))
    for i in range(len(pad_rows)):
        functional += rho[len(groups) + i] * sum(weights[i * columns + k] * cells[k] for k in range(columns))
    for i in range(3):
        functional += rho[len(groups) + len(pad_rows) + i] * product_weights[i] * cells[0]
    com_d, com_df = c.point("mask-commitment"), c.point("mask-commitment")
    t = c.scalar("mask-value")
    com_kb, com_kd, com_ka = (c.point("mask-commitment") for _ in range(3))
    e = c.challenge("e")[1]
    z = [c.scalar("response") for _ in range(columns)]
    zf = [c.scalar("response") for _ in range(c.final_pads)]
    sz, szf, ra, sa, rb, sb, sd = (c.scalar("response") for _ in range(7))
    delta = c.challenge("delta")[1]
    require(c.at == len(c.messages), "messages are left over")
    left = sum(x * y for x, y in zip(z, cells)) * functional + sum(v * zf[k] for k, v in running.pads.items())
    require((left - t - e * running.constant) % R == 0, "the opening's scalar equation does not hold")
    terms = []
    for j, (_, parts) in enumerate(groups):
        for tensor, row_point, weight in parts:
            table = eq_table(row_point)
            for row, com in zip(circuit.sent_rows(tensor), rows[tensor]):
                terms.append((com, -e * rho[j] * weight * table[row]))
    for i, com in enumerate(pad_rows):
        terms.append((com, -e * rho[len(groups) + i]))
    for i in range(3):
        terms.append((commitments[i], -e * (rho[len(groups) + len(pad_rows) + i] + pow(delta, 2 + i, R))))
    terms += [(com_d, -1), (com_df, -delta), (final_row, -e * delta), (com_ka, -delta ** 2), (com_kb, -delta ** 3),
              (com_kd, -delta ** 4), (commitments[0], delta ** 4 * rb)]
    for i in range(max(columns, len(zf))):
        scalar = (z[i] if i < columns else 0) + delta * (zf[i] if i < len(zf) else 0)
        terms.append((generator(i), scalar + (delta ** 2 * ra + delta ** 3 * rb if i == 0 else 0)))
    terms.append((blinding_generator(), sz + delta * szf + delta ** 2 * sa + delta ** 3 * sb + delta ** 4 * sd))
    require(multi_scalar(terms) is None, "the opening's group equations do not hold")


class Counting(Conversation):
    """Counts messages and work; values do not matter."""
    counting = True

    def __init__(self):
        super().__init__(b"")
        self.budget = Budget(EVALUATION)

    def charge(self, work, times=1):
        self.budget.charge(work, times)

    def scalar(self, label):
        require(self.pads <= 1 << 16, "more than 2^16 hidden messages")
        return 0

    def challenge(self, label):
        self.count += 1
        return self.count - 1, self.count

    def absorb(self, label, data):
        pass


# ---------------------------------------------------------------- statement, key, proof

def absorb_header(c, kind, digest, context, visibility):
    c.absorb("version", b"\x00\x02")
    c.absorb("curve", b"\x01")
    c.absorb("profile", b"\x01")
    c.absorb("kind", bytes([kind]))
    c.absorb("key-digest", digest)
    c.absorb("context", context)
    c.absorb("visibility", bytes([visibility]))


def table_rows(circuit):
    rows = {}
    for t in circuit.tensors("TABLE"):
        values, columns = circuit.nodes[t].values, 1 << circuit.kappa
        rows[t] = [multi_scalar([(generator(k), v) for k, v in enumerate(values[row * columns:(row + 1) * columns])])
                   for row in circuit.sent_rows(t)]
    return rows


def check_registration(circuit, rows, digest, registrations):
    require(len(registrations) == (1 if rows else 0), "wrong number of registration proofs")
    if rows:
        registered = circuit.registration
        c = Conversation(registrations[0])
        absorb_header(c, 1, digest, b"", 0)
        check_messages(registered, c, dict(zip(registered.tensors("WEIGHT"), rows.values())), {})
        return c.log
    return []


def verify(key, proof):
    circuit, rows, digest, registrations = parse_key(key)
    registration_log = check_registration(circuit, rows, digest, registrations)
    r = Reader(proof)
    header(r, b"PMPF")
    s = Reader(r.take(r.u(4)))
    messages = proof[r.at:]
    header(s, b"PMST")
    require(s.take(32) == digest, "the proof was made for another key")
    context = s.take(s.u(4))
    visibility = s.u(1)
    require(visibility in (0, 1), "visibility must be 0 or 1")
    c = Conversation(messages)
    absorb_header(c, 0, digest, context, visibility)
    publics = {}
    for t in circuit.tensors("PUBLIC"):
        publics[t] = []
        for _ in range(circuit.nodes[t].shape.size):
            v = s.scalar()
            c.absorb("public-value", v.to_bytes(32, "big"))
            v = v if v < R // 2 else v - R
            require(circuit.nodes[t].range[0] <= v <= circuit.nodes[t].range[1], "a public value is outside its range")
            publics[t].append(v)
    inputs = circuit.tensors("INPUT")
    open_inputs = {}
    for t in inputs:
        if visibility:
            values = [s.scalar() for _ in range(circuit.nodes[t].shape.size)]
            blindings = [s.scalar() for _ in circuit.sent_rows(t)]
            for v in values:
                c.absorb("input-value", v.to_bytes(32, "big"))
            for v in blindings:
                c.absorb("input-blinding", v.to_bytes(32, "big"))
            open_inputs[t] = values, blindings
    rows = dict(rows)
    for t in inputs:
        rows[t] = []
        for _ in circuit.sent_rows(t):
            p = decode_point(s.take(32))
            c.absorb("input-row", p[0].to_bytes(32, "big") + p[1].to_bytes(32, "big"))
            rows[t].append(p)
    s.end()
    columns = 1 << circuit.kappa
    for t, (values, blindings) in open_inputs.items():
        padded = dict(zip(circuit.nodes[t].shape.positions(), values))
        for row, blinding, com in zip(circuit.sent_rows(t), blindings, rows[t]):
            cells = [(generator(k), padded.get(row * columns + k, 0)) for k in range(columns)]
            require(multi_scalar(cells + [(blinding_generator(), blinding)]) == com, "a public input is not in its commitment")
    rows.update(table_rows(circuit))
    check_messages(circuit, c, rows, publics)
    return digest, context, publics, registration_log, c.log


def work(name):
    try:
        circuit, budget = within_budget(open(name, "rb").read())
        registered = circuit.registration.plan.evaluation if circuit.tensors("WEIGHT") else 0
        return f"{budget.spent} {circuit.plan.evaluation} {circuit.plan.paid} {registered}"
    except Rejected as e:
        return f"REFUSED {e}"


def main(arguments):
    if arguments[:1] == ["--work"]:
        for name in arguments[1:]:
            print(work(name))
        return 0
    try:
        if len(arguments) == 1:
            vector = json.load(open(arguments[0]))
            digest, context, publics, registration, log = verify(bytes.fromhex(vector["key"]), bytes.fromhex(vector["proof"]))
            require(digest.hex() == vector["keyDigest"], "key digest differs from the vector")
            require(registration == vector["registrationChallenges"], "challenges of the registration differ from the vector")
            require(log == vector["proofChallenges"], "challenges of the proof differ from the vector")
            require(vector["outputs"] in list(publics.values()), "outputs differ from the vector")
        else:
            key, proof = (open(name, "rb").read() for name in arguments)
            digest, context, publics, _, _ = verify(key, proof)
    except Rejected as e:
        print("REJECTED", escaped(str(e)))
        return 1
    print("VALID", digest.hex(), context, list(publics.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
