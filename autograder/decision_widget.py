"""The decision tree to click through: one question at a time, then the form and why.

    from autograder.decision_widget import DecisionTree

    DecisionTree()

The buttons stay where they are and the keyboard's focus with them, so Tab and Enter do as well
as a mouse.
"""

from html import escape

import ipywidgets as widgets

from autograder.decision import TREE, Leaf, Question


class DecisionTree(widgets.VBox):
    """The tree as a widget; `node` is where the answers so far have led."""

    def __init__(self) -> None:
        super().__init__()
        self.node: Question | Leaf = TREE
        self.answers: list[tuple[str, bool]] = []  # the questions so far, and whether yes
        self.text = widgets.HTML()
        self.yes = widgets.Button(description="Yes", tooltip="Yes, my endpoint does")
        self.no = widgets.Button(description="No", tooltip="No, my endpoint does not")
        self.again = widgets.Button(description="Start again", tooltip="Ask the first question")
        self.yes.on_click(lambda _: self._answer(True))
        self.no.on_click(lambda _: self._answer(False))
        self.again.on_click(lambda _: self._start_again())
        self.children = [self.text, widgets.HBox([self.yes, self.no, self.again])]
        self._show()

    def _answer(self, yes: bool) -> None:
        assert isinstance(self.node, Question)
        self.answers.append((self.node.text, yes))
        self.node = self.node.answered(yes)
        self._show()
        if isinstance(self.node, Leaf):
            self.again.focus()

    def _start_again(self) -> None:
        self.node, self.answers = TREE, []
        self._show()
        self.yes.focus()

    def _show(self) -> None:
        asks = isinstance(self.node, Question)
        for button in (self.yes, self.no):
            button.layout.display = "" if asks else "none"
        self.text.value = f'<div role="status" style="line-height: 1.5">{self._html()}</div>'

    def _html(self) -> str:
        given = "".join(
            f"<li>{escape(text)} <b>{'Yes' if yes else 'No'}</b></li>" for text, yes in self.answers
        )
        so_far = f'<ol style="margin: 0">{given}</ol>' if given else ""
        if isinstance(self.node, Question):
            return f"{so_far}<p><b>{escape(self.node.text)}</b></p>"
        form, leaf = escape(self.node.form), self.node
        return (
            f"{so_far}<p>Write it as <b>{form}</b>.<br>{escape(leaf.reason)}<br>"
            f"Lesson {leaf.lesson[:2]} proves it: <code>notebooks/{leaf.lesson}.ipynb</code></p>"
        )
