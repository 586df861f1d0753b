"""Controllers that no start waits for: each is loaded when it is first asked for, or when there is time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

if TYPE_CHECKING:
    from typing import Self

    from tui.screens.explorer import Explorer

Of = TypeVar("Of")


class Later(Generic[Of]):
    """An attribute of the main screen: the controller of that name, of the module of that name."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, explorer: None, owner: type) -> Self: ...

    @overload
    def __get__(self, explorer: Explorer, owner: type) -> Of: ...

    def __get__(self, explorer: Explorer | None, owner: type) -> Any:
        if explorer is None:
            return self
        module = import_module(f"tui.controllers.{self.name}")
        # What stands in the screen's own attributes is found before this from now on.
        controller = explorer.__dict__[self.name] = getattr(module, self.name.capitalize())(explorer)
        return cast(Of, controller)
