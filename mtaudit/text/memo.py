"""What is found out once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_T = TypeVar("_T")

_REMEMBERED = 65536
_LONGEST = 100
"""Of longer strings, which hardly return, nothing is remembered."""


class Memo(dict[str, _T]):
    """What a function says of each string, worked out when it is first asked for.

    Unlike ``functools.lru_cache`` it is looked into without a call, so that ``map`` can go over the
    words of a text at the speed of a dictionary.
    """

    def __init__(self, function: Callable[[str], _T]) -> None:
        self._function = function

    def __missing__(self, item: str) -> _T:
        """Work out the value of a string, and keep it."""
        value = self._function(item)
        if len(item) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[item] = value
        return value


class kept(Generic[_T]):  # noqa: N801 - a decorator
    """A property that is worked out at the first access and kept with the object.

    As ``functools.cached_property``, without the lock that it takes before Python 3.12: texts have
    many such properties and are asked for each once.
    """

    def __init__(self, function: Callable[[Any], _T]) -> None:
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...

    def __get__(self, instance: object | None, owner: type) -> Self | _T:
        """The value for an object."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._function(instance)
        return value
