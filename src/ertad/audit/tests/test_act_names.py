"""Every act and reading that the code writes is called something in words."""

from tools.reference.acts import acts

from ertad.audit.act_names import act_names, readings


def test_every_act_has_words() -> None:
    missing = set(acts()) - set(act_names())
    assert not missing, f"ACT_NAMES of the rooms' act_names.py lack {sorted(missing)}"


def test_what_is_a_reading() -> None:
    assert "members.read" in readings()
    assert "member.add" not in readings()
