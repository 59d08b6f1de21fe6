"""Why there is no backup, or why nothing was restored; in words for the operator."""


class Refused(Exception):
    """Nothing was changed."""


class NotABackup(Refused):
    def __init__(self) -> None:
        super().__init__("This is no backup of Ertad.")


class OtherFormat(Refused):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"The backup is of format {number}, which this version of Ertad does not read."
            " Restore it with the version that made it, or a newer one."
        )


class WrongKey(Refused):
    def __init__(self) -> None:
        super().__init__("The backup was made with another BACKUP_KEY.")


class CutOff(Refused):
    def __init__(self) -> None:
        super().__init__("The backup is not whole: its end is missing, or bytes come after it.")


class Damaged(Refused):
    def __init__(self, where: int) -> None:
        super().__init__(
            f"The backup is damaged or was altered, at or after byte {where:,}. Take another one."
        )
