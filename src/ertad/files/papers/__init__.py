"""Papers: PDF from HTML, QR codes, documents for Word.

A PDF is made in a process of its own (`printing.py`) that has no network, no settings and no
database, with limits on time, memory and pages: what hangs or breaks there breaks nothing here.
"""

from ertad.files.papers.kept import kept_paper
from ertad.files.papers.pdf import NoPaper, PaperBusy, pdf_available, print_pdf
from ertad.files.papers.qr import qr_picture, qr_svg
from ertad.files.papers.word import fill_docx

__all__ = [
    "NoPaper",
    "PaperBusy",
    "fill_docx",
    "kept_paper",
    "pdf_available",
    "print_pdf",
    "qr_picture",
    "qr_svg",
]
