"""Writes catalogue files: a header, a table of sources, and one entry after the other."""

WIDTH = 110


class Source:
    """An entry of the table of sources."""

    def __init__(self, title, url, date, status):
        self.fields = [("title", title), ("url", url), ("date", date), ("status", status)]


class Number(str):
    """Digits as they stand in the file."""


class Entry:
    """Keys and values in the order in which they are written; empty values are left out."""

    def __init__(self, **fields):
        self.fields = []
        for key, value in fields.items():
            self.add(key, value)

    def add(self, key, value):
        if value or key == "id":
            self.fields.append((key, value))

    def set(self, key, value):
        self.fields = [(name, value if name == key else old) for name, old in self.fields]

    def get(self, key):
        return next(value for name, value in self.fields if name == key)


def number(text, money=False):
    """The same number in its shortest exact form: 3.14e23, 2788000, 0.0826; money with two decimals at least."""
    if not text:
        return Number("")
    value = float(text)
    if money:
        exact = repr(value)
        decimals = max(2, len(exact.partition(".")[2]))
        return Number(f"{value:.{decimals}f}")
    if value == int(value) and abs(value) < 1e6:
        return Number(str(int(value)))
    plain = str(int(value)) if value == int(value) and abs(value) < 1e17 else repr(value)
    mantissa, _, exponent = f"{value:.16e}".partition("e")
    for digits in range(17):
        mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
        if float(f"{mantissa}e{exponent}") == value:
            break
    scientific = f"{mantissa}e{int(exponent)}"
    chosen = scientific if abs(value) >= 1e6 and len(scientific) < len(plain) else plain
    assert float(chosen) == value
    return Number(chosen)


def text(value):
    if isinstance(value, Number):
        return str(value)
    if value is True:
        return "true"
    if isinstance(value, list):
        return "[" + ", ".join(text(item) for item in value) + "]"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def fields(pairs):
    return [f"{key}: {text(value)}" for key, value in pairs if value]


def lines(parts, indent):
    """Fills lines with the parts of an entry."""
    line, rows = "", []
    for part in parts:
        if line and len(indent) + len(line) + len(part) + 2 > WIDTH:
            rows.append(line)
            line = ""
        line += (" " if line else "") + part + ","
    return rows + [line]


def write(path, table, schema, sources, name, entries):
    remark = f"// Converted from {table} by convert.py, which overwrites changes made here; see README.md."
    out = ["#![enable(implicit_some)]", remark, "(", f'    schema: "{schema}",', "    version: 1,"]
    if sources:
        out.append("    sources: {")
        for key in sorted(sources):
            out.append(f'        "{key}": ({", ".join(fields(sources[key].fields))}),')
        out.append("    },")
    out.append(f"    {name}: [")
    for entry in entries:
        parts = fields(entry.fields)
        single = f"        ({', '.join(parts)}),"
        if len(single) <= WIDTH:
            out.append(single)
            continue
        rows = lines(parts, " " * 9)
        rows[-1] = rows[-1][:-1] + "),"
        out += ["        (" + rows[0]] + [" " * 9 + row for row in rows[1:]]
    out += ["    ],", ")", ""]
    path.write_text("\n".join(out), encoding="utf-8")
