"""Caches: `cache` and `lru_cache` of the standard library, with types that let mypy check what a cached function is called
with; and `shared`, in which what thirty pupils ask for at the same moment is computed once.

The standard library's own types say that such a function takes any hashable arguments. So a wrong one is found by nobody
until a learner's model meets it: a method, too, is hashable. Knows nothing of what is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    P = ParamSpec("P")
    T_co = TypeVar("T_co", covariant=True)
    T = TypeVar("T")

    class Kept(Protocol[P, T_co]):
        """A cached function: called like the function itself."""

        __name__: str
        __qualname__: str
        __wrapped__: Callable[..., Any]

        def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co: ...

        def cache_clear(self) -> None: ...

    def lru_cache(maxsize: int | None = 128) -> Callable[[Callable[P, T]], Kept[P, T]]: ...

    def cache(function: Callable[P, T], /) -> Kept[P, T]: ...

    def shared(maxsize: int, key: Callable[..., Any] = ...) -> Callable[[Callable[P, T]], Kept[P, T]]: ...


else:
    from functools import cache, lru_cache
    from threading import Condition

    from cachetools import LRUCache, cached
    from cachetools.keys import hashkey

    def shared(maxsize, key=hashkey):
        """Like `lru_cache`; and whoever asks for what another thread computes just now waits for its answer.

        Args:
            key: of the arguments, what tells one answer from another; by default all of them.
        """
        return cached(LRUCache(maxsize), key, condition=Condition())


__all__ = ["cache", "lru_cache", "shared"]
