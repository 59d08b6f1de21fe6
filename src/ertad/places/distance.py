"""Distances as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) points in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = a, b
    half = (
        sin(radians(lat2 - lat1) / 2) ** 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
