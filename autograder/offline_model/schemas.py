"""Values for a JSON schema, taken from a prompt: structured output and tools' arguments."""

import itertools
import math
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID

from autograder.offline_model.protocol import Refusal
from autograder.offline_model.rules import closest, expression_in
from autograder.offline_model.words import STOP, sentences

Schema = dict[str, Any]
DEEP = 4

# What a property's name says about its value, and where a text tells it: the first that fits.
EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,63}\w"
PROPER = r"[A-Z][\w-]+(?: [A-Z][\w-]+)*"
FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"e?mail", (EMAIL,)),
    (r"url|link|website", (r"https?://[^\s,)]+",)),
    (r"date|day|when", (r"\d{4}-\d\d-\d\d", r"\b(?:[A-Z][a-z]+day|today|tomorrow)\b")),
    (r"language", (r"(?<=\bto )[A-Z]\w+", r"(?<=\binto )[A-Z]\w+", r"(?<=\bin )[A-Z]\w+")),
    (
        r"city|location|place|country|destination|town",
        (rf"(?<=\bin ){PROPER}", rf"(?<=\bfor ){PROPER}", rf"(?<=\w ){PROPER}", rf"{PROPER}$"),
    ),
    (
        r"name|person|author|customer",
        (r"^[A-Z]\w+(?: [A-Z]\w+)+", rf"(?<=\w )(?!I\b){PROPER}", r"^[A-Z][\w-]+"),
    ),
    (r"\bid|_id|number|sku|code|order", (r"\b[A-Za-z]*-?\d[\w-]*",)),
)


def date_of(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def moment_of(text: str) -> str:
    """RFC 3339, as JSON Schema's `date-time` has it: with seconds and a zone."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC).isoformat()


def time_of(text: str) -> str:
    moment = time.fromisoformat(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC).isoformat()


def uuid_of(text: str) -> str:
    return str(UUID(text))


def ipv4_of(text: str) -> str:
    return str(IPv4Address(text))


def ipv6_of(text: str) -> str:
    return str(IPv6Address(text))


# How a `format` looks in a text, what makes a valid value of that, and one that is always valid.
DATE, CLOCK = r"\b\d{4}-\d\d-\d\d", r"\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
FORMATS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "date": (DATE, date_of, "2025-01-01"),
    "date-time": (f"{DATE}(?:[T ]{CLOCK})?", moment_of, "2025-01-01T12:00:00+00:00"),
    "time": (CLOCK, time_of, "12:00:00+00:00"),
    "uuid": (
        r"\b[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}\b",
        uuid_of,
        "00000000-0000-4000-8000-000000000000",
    ),
    "email": (EMAIL, str, "ada@example.org"),
    "duration": (r"\bP(?:\d+[YMWD]|T\d+[HMS])[\dYMWDTHS]{0,20}", str, "PT1H"),
    "hostname": (r"\b[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,9}\b", str, "example.org"),
    "ipv4": (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", ipv4_of, "192.0.2.1"),
    "ipv6": (r"[\da-fA-F]{0,4}(?::[\da-fA-F]{0,4}){2,7}", ipv6_of, "2001:db8::1"),
    "uri": (r"https?://[^\s,)]+", str, "https://example.org/"),
}
WHOLE_TEXT = re.compile(r"query|question|text|input|message|search|prompt|request", re.I)


def fill(schema: Schema, text: str, said: str) -> Any:
    """A value that `schema` allows: facts from `text`, free strings from `said`.

    Raises `Refusal` where a string would have to match a `pattern`, or be longer, and is not.
    """
    return Filler(schema, text, said).value(schema, "", 0)


class Filler:
    """Fills one schema; numbers and free strings are used up in the order of the text."""

    def __init__(self, root: Schema, text: str, said: str) -> None:
        self.root, self.text, self.said = root, text, said
        numbers = [float(one) for one in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w])", text)]
        self.all_numbers = numbers
        self.numbers: Iterator[float] = iter(numbers)
        self.said_in_turn: Iterator[str] = itertools.cycle(sentences(said) or [said])

    def value(self, schema: Schema, name: str, depth: int) -> Any:
        schema = self.resolved(schema, depth)
        if "const" in schema:
            return schema["const"]
        if options := schema.get("enum"):
            return self.option(options)
        match kind_of(schema):
            case "object":
                return self.object(schema, depth)
            case "array":
                return self.array(schema, name, depth)
            case "integer":
                return int(self.number(schema, name))
            case "number":
                return self.number(schema, name)
            case "boolean":
                return not re.search(r"\b(not?|never|false|wrong)\b|n't\b", self.text, re.I)
            case "null":
                return None
        return self.string(schema, name)

    def resolved(self, schema: Schema, depth: int = 0) -> Schema:
        """`schema` behind its references, and the first real one of several.

        Deep down the first that is no object: a model that holds itself has to end.
        """
        if reference := schema.get("$ref"):
            found = self.root
            for step in reference.removeprefix("#/").split("/"):
                found = found[step] if step != "#" else found
            return self.resolved(found, depth)
        options = [one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, [])]
        if depth >= DEEP:
            if {"object", "null"}.issubset(schema.get("type", ())):
                return {"type": "null"}
            for one in options:
                if kind_of(ending := self.resolved(one, depth)) != "object":
                    return ending
        real = [one for one in options if one.get("type") != "null"]
        return self.resolved(real[0], depth) if real else schema

    def object(self, schema: Schema, depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        free = [name for name, part in properties.items() if self.is_free(part, name)]
        if len(free) == 1:
            self.said_in_turn = itertools.repeat(self.said)
        return {name: self.value(part, name, depth + 1) for name, part in properties.items()}

    def is_free(self, schema: Schema, name: str) -> bool:
        """Whether nothing but the reply itself says what the string is."""
        schema = self.resolved(schema)
        if kind_of(schema) != "string" or "enum" in schema or "const" in schema:
            return False
        return not WHOLE_TEXT.search(name) and self.formed(name, schema) is None

    def array(self, schema: Schema, name: str, depth: int) -> list[Any]:
        if depth >= DEEP:
            return []
        if several := schema.get("prefixItems"):  # a tuple
            return [self.value(one, name, depth + 1) for one in several]
        items = self.resolved(schema.get("items", {"type": "string"}))
        most = schema.get("maxItems", 3)
        least = schema.get("minItems", 1)
        if kind_of(items) == "string" and items.keys().isdisjoint(("enum", "format", "pattern")):
            values: list[Any] = self.topics()[:most]
        elif kind_of(items) in ("integer", "number") and self.all_numbers:
            values = [int(n) if kind_of(items) == "integer" else n for n in self.all_numbers]
        else:
            values = [self.value(items, name, depth + 1)]
        values += [self.value(items, name, depth + 1) for _ in range(least - len(values))]
        return values[: max(most, least)]

    def topics(self) -> list[str]:
        """The words the text is about, as it spells them."""
        named = re.findall(r"[A-Za-z][\w-]+", self.text)
        return list(dict.fromkeys(word for word in named if word.lower() not in STOP))

    def option(self, options: list[Any]) -> Any:
        texts = {str(option): option for option in options}
        return texts[closest(list(texts), self.text)]

    def number(self, schema: Schema, name: str) -> float:
        usual = 0.9 if re.search("score|confidence|probab|certain", name, re.I) else 1.0
        return within(schema, usual if usual < 1 else next(self.numbers, usual))

    def string(self, schema: Schema, name: str) -> str:
        text = self.formed(name, schema)
        if text is None:
            text = self.text if WHOLE_TEXT.search(name) else next(self.said_in_turn)
        text = text[: schema.get("maxLength")]
        if "pattern" in schema and not re.search(schema["pattern"], text):
            raise Refusal(400, f"The offline model does not fill `pattern`: {schema['pattern']!r}.")
        if len(text) < schema.get("minLength", 0):
            raise Refusal(400, f"The offline model has no text of {schema['minLength']} letters.")
        return text

    def formed(self, name: str, schema: Schema) -> str | None:
        """What the text says in the form that the property's name or format asks for."""
        if form := FORMATS.get(schema.get("format", "")):
            return self.valid(*form)
        if re.search(r"expression|formula|calculation", name, re.I):
            return expression_in(self.text) or None
        for names, forms in FORMS:
            if re.search(names, f"{name} {schema.get('format', '')}", re.I):
                found = (re.search(form, self.text) for form in forms)
                return next((one[0] for one in found if one), None)
        return None

    def valid(self, form: str, value_of: Callable[[str], str], usual: str) -> str:
        """The first value that the text has in this form, else the usual one."""
        for found in re.finditer(form, self.text):
            try:
                return value_of(found[0])
            except ValueError:  # the 31st of February
                continue
        return usual


def within(schema: Schema, value: float) -> float:
    """`value`, or one near it that `schema` allows: inside its bounds, and in its steps."""
    value = bounded(schema, value)
    if step := schema.get("multipleOf"):
        near = [steps * step for steps in (math.ceil(value / step), math.floor(value / step))]
        return next((one for one in near if bounded(schema, one) == one), value)
    return value


def bounded(schema: Schema, value: float) -> float:
    """`value`, or a number inside the bounds that `schema` sets and `value` misses."""
    unbounded = {"exclusiveMinimum": -math.inf, "exclusiveMaximum": math.inf}
    bounds: dict[str, float] = unbounded | schema
    least = bounds.get("minimum", bounds["exclusiveMinimum"])
    most = bounds.get("maximum", bounds["exclusiveMaximum"])
    excluded = (schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum"))
    if least <= value <= most and value not in excluded:
        return value
    if math.isinf(most):
        return least + 1
    return most - 1 if math.isinf(least) else (least + most) / 2


def kind_of(schema: Schema) -> str:
    """The type of value that `schema` asks for; of several, the first that is not null."""
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if isinstance(kind, list):
        return next((one for one in kind if one != "null"), "null")
    return kind
