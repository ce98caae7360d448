"""What a function reaches: every definition of ours that decides what it computes, and an id of all of them together.

The id is of the *syntax trees*. A comment, a docstring, an annotation, an import line or another layout is no other code;
neither is a definition that moved to another module, or a module to another folder. A constant, a default value, a
decorator or a line of a method is, however many imports lie between.

    def learn():            learn ─┬─ STEPS
        for _ in range(STEPS):     ├─ facts.draw ─── World ── ...
            facts.draw(...)        └─ torch.no_grad (not ours: named, and not followed)

Nothing is imported or run, only read, so it also works in a copy of the repository. What is not ours is a name. Where a
name of ours cannot be told (`getattr(module, ...)`, a module handed on as a value) the whole module counts. What the
code reads from files, it cannot see.
"""

import ast
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.caches import cache

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING, EFFECTS = "*", ""  # of a module: all that it defines; what it does when it is imported
UNREAD = ("ctx", "annotation", "returns", "type_comment", "type_ignores", "kind", "type_params")

Scope = dict[str, str | None]  # a name that is bound here -> the dotted path that it was imported from, or None
Place = tuple[str, str]  # a module and a name in it


@dataclass(frozen=True)
class Part:
    """A definition, with a hole where it names another one of ours."""

    shape: str
    uses: tuple[Place, ...] = ()


@cache
def code_id(module: str, name: str, root: Path = ROOT) -> str:
    """A name that only this code has: of `name` in `module` and all that it reaches, as the files say now.

    It is worked out once in the life of a process, which runs the code that it began with.
    """
    reached = reach(module, name, root)
    shape = {place: digest(part.shape) for place, part in reached.items()}
    whole = {digest(shape[place], *(shape[use] for use in part.uses)) for place, part in reached.items() if part.shape}
    return digest(*sorted(whole))


def digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def reach(module: str, name: str, root: Path = ROOT) -> dict[Place, Part]:
    """Every part that is reached from here, by its place."""
    start, _ = source(module, root).place(f"{module}.{name}")
    if start is None or start[1] == EVERYTHING:
        raise ValueError(f"{module} defines no {name}.")
    found: dict[Place, Part] = {}
    ahead = [start]
    while ahead:
        place = ahead.pop()
        if place not in found:
            found[place] = source(place[0], root).part(place[1])
            ahead += [*found[place].uses, (place[0], EFFECTS)]
    return found


@cache
def source(module: str, root: Path) -> "Source":
    return Source(module, root)


@cache
def file_of(module: str, root: Path) -> Path | None:
    """Where a module of ours lies; None where it is not ours."""
    base = root.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


class Source:
    """A module, read: which statements define which name."""

    def __init__(self, module: str, root: Path) -> None:
        path = file_of(module, root)
        if path is None:
            raise ValueError(f"There is no module {module!r} in {root}.")
        self.module, self.root = module, root
        self.package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        self.parts: dict[str, Part] = {}
        self.names: Scope = {}
        self.defined: dict[str, list[ast.stmt]] = defaultdict(list)
        for statement in plain(ast.parse(path.read_bytes()).body):
            if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test):
                statement = ast.If(statement.test, [], statement.orelse)  # its imports are for types alone
            bound = binds([statement], self.package)
            self.names |= bound
            for name in [name for name, path in bound.items() if path is None]:
                self.defined[name].append(statement)
            if acts(statement):
                self.defined[EFFECTS].append(statement)

    def part(self, name: str) -> Part:
        """What stands in the module under this name."""
        if name not in self.parts:
            if name == EVERYTHING:
                inside = tuple((self.module, other) for other in self.defined)
                imported = (self.place(path) for path in self.names.values() if path)
                self.parts[name] = Part("", inside + tuple(place for place, _ in imported if place))
            else:
                writer = Writer(self)
                writer.write(self.defined.get(name, []))
                self.parts[name] = Part(" ".join(writer.words), tuple(writer.uses))
        return self.parts[name]

    def place(self, path: str) -> tuple[Place | None, str]:
        """Where a dotted path leads, and what is left of it behind that place; no place where it is not ours."""
        names = path.split(".")
        for cut in range(len(names), 0, -1):
            module, rest = ".".join(names[:cut]), names[cut:]
            if file_of(module, self.root) is None:
                continue
            if not rest:
                return (module, EVERYTHING), ""
            there = source(module, self.root)
            if rest[0] in there.defined:
                return (module, rest[0]), "".join(f".{name}" for name in rest[1:])
            if imported := there.names.get(rest[0]):  # it only hands the name on
                return self.place(".".join((imported, *rest[1:])))
            return (module, EVERYTHING), "." + ".".join(rest)
        return None, path


def acts(statement: ast.stmt) -> bool:
    """Whether a statement of a module may do more than to bind a name: fill a table, set a mode."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return False
        case ast.Assign(targets=targets):
            return not all(isinstance(one, ast.Name | ast.Tuple) for one in targets)
        case ast.AnnAssign(target=ast.Name()):
            return False
        case ast.If(test=test):
            return "__main__" not in ast.dump(test) and bool(statement.body or statement.orelse)
    return True


def plain(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """The statements without the docstring."""
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest
    return body


def binds(nodes: Iterable[ast.AST], package: str) -> Scope:
    """The names that these nodes bind in their own scope, not in the functions and classes inside them."""
    found: Scope = {}
    elsewhere: set[str] = set()
    ahead = list(nodes)[::-1]
    while ahead:
        node = ahead.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] = None
                continue
            case ast.Lambda():
                continue
            case ast.Import(names=names):
                found |= {one.asname or one.name.split(".")[0]: one.name if one.asname else one.name.split(".")[0]
                          for one in names}  # fmt: skip
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                start = ".".join([*above, *([module] if module else [])])
                found |= {one.asname or one.name: f"{start}.{one.name}" for one in names}
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found[name] = None
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found[name] = None
            case ast.MatchMapping(rest=str(name)):
                found[name] = None
            case ast.Global(names=names):
                elsewhere |= set(names)
        children = ast.iter_child_nodes(node)
        if isinstance(node, ast.comprehension):  # its target lives in the comprehension alone
            children = iter([node.iter, *node.ifs])
        ahead += list(children)[::-1]
    return {name: path for name, path in found.items() if name not in elsewhere}


class Writer:
    """Writes nodes down as words, and notes whom they name.

    A name is what it stands for, not how it is called here: `np.pi`, `numpy.pi` and a `pi` taken from numpy are the
    same, and a definition of ours is a hole in the words, so that it may live where it likes.
    """

    def __init__(self, module: Source) -> None:
        self.module = module
        self.scopes: list[Scope] = []
        self.words: list[str] = []
        self.uses: list[Place] = []

    def write(self, value: Any) -> None:
        """One node, a list of them, or a plain value."""
        match value:
            case list():
                for one in value:
                    self.write(one)
            case ast.Import() | ast.ImportFrom():
                pass
            case ast.Constant():
                self.words.append(repr(value.value))
            case ast.Name():
                self.words.append(self.named(value.id, []))
            case ast.Attribute():
                self.attribute(value)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                self.function(value)
            case ast.ClassDef():
                self.words += ["ClassDef", value.name]
                self.write([*value.decorator_list, *value.bases, *value.keywords, *plain(value.body)])
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                self.write(value.generators[0].iter)  # the only part that is read outside
                self.scopes.append(binds([one.target for one in value.generators], self.module.package))
                self.fields(value)
                self.scopes.pop()
            case ast.AST():
                self.fields(value)
            case _:
                self.words.append(repr(value))

    def fields(self, node: ast.AST) -> None:
        """The fields of a node that say something; an empty one is left out, for newer Pythons have more of them."""
        self.words.append(f"{type(node).__name__}(")
        for name, value in ast.iter_fields(node):
            if name not in UNREAD and value is not None and value != []:
                self.words.append(name)
                self.write(value)
        self.words.append(")")

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> None:
        """Default values and decorators are read outside of a function, all else among its own names."""
        args, body = node.args, node.body
        self.words.append(f"{type(node).__name__}({getattr(node, 'name', '')}")
        self.write([*getattr(node, "decorator_list", []), *args.defaults, *args.kw_defaults])
        self.words += [f"{kind} {one.arg}" for kind, one in parameters(args)]
        statements: list[Any] = list(plain(body)) if isinstance(body, list) else [body]
        self.scopes.append(binds(statements, self.module.package) | {one.arg: None for _, one in parameters(args)})
        self.write(statements)
        self.scopes.pop()
        self.words.append(")")

    def attribute(self, node: ast.Attribute) -> None:
        """`a.b.c` as one path where `a` is a name; else what stands before the point, and the names behind it."""
        names: list[str] = []
        start: ast.expr = node
        while isinstance(start, ast.Attribute):
            names, start = [start.attr, *names], start.value
        if isinstance(start, ast.Name):
            self.words.append(self.named(start.id, names))
        else:
            self.write(start)
            self.words.append("." + ".".join(names))

    def named(self, name: str, behind: Sequence[str]) -> str:
        """A name with the attributes behind it: our own as a hole, all else as the path that it stands for."""
        after = "".join(f".{one}" for one in behind)
        inner = next((scope for scope in reversed(self.scopes) if name in scope), None)
        known = self.module.names if inner is None else inner
        if name not in known or (inner is not None and known[name] is None):
            return name + after  # Python's own, or a variable
        path = known[name]
        place, rest = ((self.module.module, name), after) if path is None else self.module.place(path + after)
        if place is None:
            return rest
        self.uses.append(place)
        return "@" + rest


def parameters(args: ast.arguments) -> Iterator[tuple[str, ast.arg]]:
    """Every parameter with its kind."""
    for kind in ("posonlyargs", "args", "vararg", "kwonlyargs", "kwarg"):
        there = getattr(args, kind) or []
        yield from ((kind, one) for one in (there if isinstance(there, list) else [there]))
