"""What the base page itself is made of."""

from typing import Any

from django.conf import settings
from django.template import Library
from django.templatetags.static import static

from ertad.look.text_size import known, larger, smaller

register = Library()


@register.inclusion_tag("look/components/danger.html")
def danger_line() -> dict[str, Any]:
    """The line for a child in danger; on every page of Find and Refer."""
    return {}


@register.simple_tag(takes_context=True)
def text_size_class(context: dict[str, Any]) -> str:
    return f"text-{known(_size(context))}"


@register.inclusion_tag("look/frame/text_size.html", takes_context=True)
def text_size_form(context: dict[str, Any]) -> dict[str, Any]:
    """Buttons A− and A+: each sends the size it leads to, to /text-size/."""
    size, request = _size(context), context.get("request")
    return {
        "smaller": smaller(size),
        "larger": larger(size),
        "here": request.get_full_path() if request else "/",
    }


@register.inclusion_tag("look/frame/languages.html", takes_context=True)
def languages(context: dict[str, Any], label: str) -> dict[str, Any]:
    """The same page in the other languages."""
    return {"alternates": context.get("alternates") or [], "label": label}


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file that is right even when the list of static files is broken."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


def _size(context: dict[str, Any]) -> object:
    if size := context.get("text_size"):
        return size
    request = context.get("request")
    return request.COOKIES.get("text_size") if request else ""
