"""How the offline model answers: plain rules, tried in turn, over a prompt and its context.

A rule returns the reply's text, or None when the prompt is not for it. The same prompt
always gets the same reply.
"""

import ast
import operator
import re
from collections.abc import Callable

from autograder.offline_model.facts import FACTS, LABEL_WORDS, PHRASES
from autograder.offline_model.prompt import Prompt
from autograder.offline_model.words import sentences, shared, stem, terms

Rule = Callable[[Prompt], str | None]

SUM = re.compile(r"\b(what('s| is| are)|how much|calculate|compute|evaluate)\b|=|^[\s\d(]", re.I)
LONGEST_SUM = 200
# Bounded: a page full of numbers would be gone through from each of them.
EXPRESSION = re.compile(
    r"[(\s]{0,9}\d[\d.\s()]{0,40}(?:[+*/-][\s(]{0,9}\d[\d.\s()]{0,40}){1,99}(?![\w-])"
)
SUMMARISE = re.compile(r"\b(summar\w+|tl;?dr|shorten|key points?)\b", re.I)
TRANSLATE = re.compile(r"\btranslat\w*\b[^:\n]{0,200}?\b(?:to|into)\s+([A-Za-z]+)[^:\n]*", re.I)
CLASSIFY = re.compile(r"\b(classif\w+|categori[sz]e|label|sentiment|which category)\b", re.I)
LABEL_LIST = re.compile(
    r"(?:labels|categories|classes|options|one of(?: these)?|as|into|either|in)\b"
    r"[^\S\n]*:?[^\S\n]*[(\[]?"
    r"((?:['\"]?[\w-]+['\"]?[^\S\n]*(?:,[^\S\n]*(?:or|and)\b|[,/|]|\bor\b|\band\b)[^\S\n]*)+"
    r"['\"]?[\w-]+)",
    re.I,
)
NOTES = re.compile(r"\b(notes?|bullets?|list|points?|research|outline|ideas)\b", re.I)
DRAFT = re.compile(r"\b(write|draft|compose|article|paragraph|report)\b", re.I)
ORDER = re.compile(
    r"\b(?:(?:write|draft|research|give|list|plan|find|name|explain|describe)\w*"
    r"|topic|notes?|points?|ideas|one|two|three|four|five|short|brief)\b",
    re.I,
)
AT_LENGTH = re.compile(r"\b(explain|describe|detail\w*|long|compare|essay)\b", re.I)
PERSONA = re.compile(r"\byou are (?:an?|the) ([a-z][\w -]{2,30}?)(?=[.,;:\n]|$| who| that)", re.I)


def answer(prompt: Prompt) -> str:
    """The reply of the first rule that has one."""
    for rule in RULES:
        if text := rule(prompt):
            return text
    return restate(prompt)


def from_tools(prompt: Prompt) -> str | None:
    if not prompt.tool_results:
        return None
    return f"Here is what I found: {' '.join(prompt.tool_results)}"


def sums(prompt: Prompt) -> str | None:
    """Works out "What is 17 * 23?"."""
    expression = expression_in(prompt.question) if SUM.search(prompt.question) else ""
    value = evaluate(expression) if len(expression) in range(1, LONGEST_SUM) else None
    if value is None:
        return None
    return f"{expression} = {int(value) if value == int(value) else round(value, 6)}"


def classify(prompt: Prompt) -> str | None:
    """Answers with the label, among those the prompt names, that the text speaks of."""
    if not CLASSIFY.search(f"{prompt.system}\n{prompt.user}"):
        return None
    named = LABEL_LIST.search(prompt.user) or LABEL_LIST.search(prompt.system)
    labels = re.findall(r"[\w-]+", named[1]) if named else ["positive", "negative", "neutral"]
    labels = [label for label in labels if label.lower() not in ("or", "and")]
    return closest(labels, subject(prompt, CLASSIFY))


def translate(prompt: Prompt) -> str | None:
    wish = TRANSLATE.search(prompt.user) or TRANSLATE.search(prompt.system)
    if wish is None:
        return None
    text = subject(prompt, TRANSLATE).strip(" \"'")
    phrases = PHRASES.get(wish[1].lower(), {})
    known = phrases.get(text.lower().strip(" .!?"))
    return known or (
        f"In {wish[1].capitalize()}: {text} (The offline model knows a few phrases only; "
        "a real model translates the rest.)"
    )


def summarise(prompt: Prompt) -> str | None:
    if not SUMMARISE.search(f"{prompt.system}\n{prompt.user}"):
        return None
    told = sentences(prompt.context or subject(prompt, SUMMARISE))
    return " ".join(told[: 1 if len(told) < 6 else 2])


def from_context(prompt: Prompt) -> str | None:
    """Quotes the sentences of the context that share most words with the question."""
    if not prompt.context:
        return None
    told = [line.lstrip("-* ") for line in sentences(prompt.context)]
    if DRAFT.search(prompt.question):
        return " ".join(told)
    asked = set(terms(prompt.question))
    best = max(shared(sentence, asked) for sentence in told) if told else 0
    if not best:
        return "The context does not say."
    return " ".join([one for one in told if shared(one, asked) == best][:2])


def from_earlier(prompt: Prompt) -> str | None:
    """Recalls what the user said before: "My name is Ada." … "What is my name?"."""
    asked = set(terms(prompt.question))
    if not re.search(r"\b(my|i|we|our)\b", prompt.question, re.I):
        return None
    told = [one for one in sentences(prompt.earlier) if not one.endswith("?")]
    said = [one for one in told if shared(one, asked)]
    return f"You told me: {said[-1]}" if said else None


def notes(prompt: Prompt) -> str | None:
    if not NOTES.search(prompt.user):
        return None
    lines = [sentences(text)[0] for text in known(prompt.user)[:3]]
    topic = topic_of(prompt)
    lines += [f"What {topic} is for.", f"Who needs {topic}.", f"What {topic} costs."]
    return "\n".join(f"- {line}" for line in lines[:3])


def by_heart(prompt: Prompt) -> str | None:
    found = known(prompt.question)
    if not found:
        return None
    return voice(prompt) + " ".join(found[: 2 if AT_LENGTH.search(prompt.question) else 1])


def restate(prompt: Prompt) -> str:
    """For a prompt that no rule is made for: says what was asked, and what to expect."""
    asked = " ".join(prompt.question.split())
    return (
        f"{voice(prompt)}You asked: {asked} In short: the offline model knows little about "
        f"{topic_of(prompt)}; give it a context and it answers from there."
    )


RULES: tuple[Rule, ...] = (
    from_tools,
    sums,
    translate,
    classify,
    summarise,
    from_context,
    from_earlier,
    notes,
    by_heart,
)


def subject(prompt: Prompt, instruction: re.Pattern[str]) -> str:
    """The text that an instruction is about, when it stands beside it or in a message."""
    here = instruction.search(prompt.user)
    if here is None:
        return prompt.user
    rest = prompt.user[here.end() :]
    _, _, after = rest.partition(":" if ":" in rest else "\n")
    return after.strip() or " ".join(sentences(rest)[1:]) or rest.strip(" :.")


def closest(labels: list[str], text: str) -> str:
    """The label that `text` speaks of most; without a sign, the most neutral one."""
    spoken = set(terms(text))

    def signs(label: str) -> int:
        return shared(f"{label} {LABEL_WORDS.get(label.lower(), '')}", spoken)

    best = max(labels, key=signs)
    if signs(best):
        return best
    neutral = [one for one in labels if one.lower() in ("neutral", "other", "general", "unknown")]
    return neutral[0] if neutral else labels[0]


def known(text: str) -> list[str]:
    """The facts that `text` calls for, the best first."""
    asked = set(terms(text))
    scores = {
        fact: shared(title, asked) + 0.5 * (stem(title.split()[0]) in asked)
        for title, fact in FACTS.items()
    }
    called_for = [fact for fact, score in scores.items() if score]
    return sorted(called_for, key=lambda fact: -scores[fact])


def topic_of(prompt: Prompt) -> str:
    """The words that a question is about."""
    meant = set(terms(prompt.question))
    named = re.findall(r"[\w-]+", ORDER.sub("", prompt.question))
    told = [word for word in named if stem(word.lower()) in meant]
    return " ".join(dict.fromkeys(told[-3:])) or "this"


def voice(prompt: Prompt) -> str:
    """How a role that the system message gives introduces itself."""
    role = PERSONA.search(prompt.system)
    if role is None or "assistant" in role[1].lower():
        return ""
    return f"As the {role[1]}: "


def expression_in(text: str) -> str:
    """The arithmetic in `text`, spelled with digits and + - * / only; "" without any."""
    for word, sign in SPELLED.items():
        text = re.sub(rf"(?<=\d)\s*{word}\s*(?=[\d(])", f" {sign} ", text, flags=re.I)
    found = EXPRESSION.search(text)
    return " ".join(found[0].split()).rstrip(".") if found else ""


SPELLED = {"plus": "+", "minus": "-", "times": "*", "x": "*", "divided by": "/"}
OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(expression: str) -> float | None:
    """The value of a sum; None for what is not one, such as a date."""
    try:
        return value_of(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ArithmeticError):
        return None


def value_of(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](value_of(node.left), value_of(node.right))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    raise SyntaxError("not a sum")
