"""Component classes whose styles are found when something is drawn in them, and not for each change of a widget."""

from __future__ import annotations

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget


class Components(Widget):
    """A widget with many component classes, of which few are seen at a time.

    Textual finds the styles of all of them whenever a widget is mounted or comes to have the focus, which for the
    panes takes longer than drawing them.
    """

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]  # there it is cached
        """Those that are found beforehand: none."""
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        declared = super()._get_component_classes()
        for name in names:
            if name in declared and name not in self._component_styles:
                node = DOMNode(classes=name)
                node._attach(self)
                self.app.stylesheet.apply(node, animate=False)
                self._component_styles[name] = node.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._component_styles.clear()
