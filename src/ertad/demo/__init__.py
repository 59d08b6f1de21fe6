"""The demonstration: the fictional Example region and the public sample services."""
