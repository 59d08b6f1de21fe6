"""The components behind `{% load look %}`, in families."""
