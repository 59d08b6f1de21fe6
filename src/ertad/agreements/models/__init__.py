from ertad.agreements.models.agreements import Agreement, AgreementVersion
from ertad.agreements.models.comments import Comment
from ertad.agreements.models.parties import Party, Signature
from ertad.agreements.models.pathways import Pathway

__all__ = ["Agreement", "AgreementVersion", "Comment", "Party", "Pathway", "Signature"]
