"""Fixtures that every room's tests share."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.story"]

# A busy machine is not a defect of what is tested.
settings.register_profile("ertad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ertad")
