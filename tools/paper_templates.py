"""Makes the templates of documents for Word: `python -m tools.paper_templates`.

They are filled by docxtpl; a designer may also change them in Word or LibreOffice, as long as what
stands in braces stays.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

ROOMS = Path(__file__).resolve().parents[1] / "src" / "ertad"
WINE, INK = RGBColor(0x7B, 0x1E, 0x3A), RGBColor(0x1F, 0x24, 0x30)
FONT = "FiraGO"
"""Where it is not installed the programme takes its own font, which has Georgian letters too."""
WIDTHS = (66, 52, 60, 22, 28, 18, 21)


def council() -> Any:
    paper = Document()
    _page(paper)
    paper.add_heading("{{ title }}", level=1)
    paper.add_paragraph("{%p if invented %}")
    paper.add_paragraph("{{ invented }}").runs[0].bold = True
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for each in totals %}")
    line = paper.add_paragraph(style="List Bullet")
    line.add_run("{{ each.number }}").bold = True
    line.add_run(" {{ each.meaning }}")
    paper.add_paragraph("{%p endfor %}")
    _table(paper)
    paper.add_paragraph("{%p if cut %}")
    paper.add_paragraph("{{ cut }}")
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for note in notes %}")
    paper.add_paragraph("{{ note }}").runs[0].font.size = Pt(8.5)
    paper.add_paragraph("{%p endfor %}")
    paper.sections[0].footer.paragraphs[0].text = "{{ source }}"
    return paper


def assessment() -> Any:
    """The impact assessment: what is known stands in tables, what people judge in brackets."""
    paper = Document()
    _page(paper)
    _font(paper.styles["Heading 2"], 13, WINE)
    paper.add_heading("{{ title }}", level=1)
    paper.add_paragraph("{{ draft }}")
    paper.add_paragraph("{%p if invented %}")
    paper.add_paragraph("{{ invented }}").runs[0].bold = True
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for each in sections %}")
    paper.add_heading("{{ each.title }}", level=2)
    paper.add_paragraph("{%p for text in each.texts %}")
    paper.add_paragraph("{{ text }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")
    for title, heads, rows, widths in (
        ("held_title", "held_heads", "held", (70, 197)),
        ("kept_title", "kept_heads", "kept", (66, 60, 48, 45, 48)),
        ("risks_title", "risk_heads", "risks", (75, 87, 50, 55)),
    ):
        paper.add_heading(f"{{{{ {title} }}}}", level=2)
        _rows(paper, heads, rows, widths)
    paper.add_heading("{{ end_title }}", level=2)
    paper.add_paragraph("{%p for text in end %}")
    paper.add_paragraph("{{ text }}")
    paper.add_paragraph("{%p endfor %}")
    paper.sections[0].footer.paragraphs[0].text = "{{ source }}"
    return paper


def memorandum() -> Any:
    """An agreement, upright, with lines to be signed on."""
    paper = Document()
    _page(paper, upright=True)
    _font(paper.styles["Heading 2"], 13, WINE)
    _font(paper.styles["Heading 3"], 11, INK)
    paper.add_paragraph("{{ kind }}")
    paper.add_heading("{{ title }}", level=1)
    paper.add_paragraph("{{ standing }}").runs[0].italic = True
    paper.add_paragraph("{%p if invented %}")
    paper.add_paragraph("{{ invented }}").runs[0].bold = True
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for each in sections %}")
    paper.add_heading("{{ each.title }}", level=2)
    paper.add_paragraph("{%p for text in each.texts %}")
    paper.add_paragraph("{{ text }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p if pathways_title %}")
    paper.add_heading("{{ pathways_title }}", level=2)
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p for each in pathways %}")
    paper.add_heading("{{ each.title }}", level=3)
    paper.add_paragraph("{%p for row in each.rows %}")
    paper.add_paragraph("{{ row.label }}").runs[0].bold = True
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    paper.add_paragraph("{%p for text in row.texts %}")
    paper.add_paragraph("{{ text }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_heading("{{ signatures_title }}", level=2)
    _rows(paper, "signature_heads", "signatures", (55, 55, 25, 45))
    paper.sections[0].footer.paragraphs[0].text = "{{ source }}"
    return paper


def _rows(paper: Any, heads: str, rows: str, widths: tuple[int, ...]) -> None:
    """A table with a head that is repeated on each page, and a row for each of `rows`."""
    table = paper.add_table(rows=4, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in enumerate(widths):
        table.columns[column].width = Mm(width)
        for row in table.rows:
            row.cells[column].width = Mm(width)
        _write(
            table.rows[0].cells[column], f"{{{{ {heads}[{column}] }}}}", bold=True, shade="EFE7DD"
        )
        _write(table.rows[2].cells[column], f"{{{{ row.cells[{column}] }}}}")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table.rows[1].cells[0].text = f"{{%tr for row in {rows} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _page(paper: Any, *, upright: bool = False) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    sides = Mm(297), Mm(210)
    section.page_height, section.page_width = sides if upright else sides[::-1]
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(14)
    normal = paper.styles["Normal"]
    _font(normal, 10, INK)
    normal.paragraph_format.space_after = Pt(4)
    _font(paper.styles["Heading 1"], 18, WINE)
    _font(paper.styles["Footer"], 8, INK)
    told = paper.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    told.set(qn("w:val"), "ka-GE")


def _font(style: Any, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _table(paper: Any) -> None:
    table = paper.add_table(rows=8, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in enumerate(WIDTHS):
        table.columns[column].width = Mm(width)
        for row in table.rows:
            row.cells[column].width = Mm(width)
    for column, cell in enumerate(table.rows[0].cells):
        _write(cell, f"{{{{ heads[{column}] }}}}", bold=True, shade="EFE7DD")
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row, order in {1: "for row in rows", 2: "if row.cells", 4: "else", 6: "endif",
                       7: "endfor"}.items():  # fmt: skip
        table.rows[row].cells[0].text = f"{{%tr {order} %}}"
    for column, cell in enumerate(table.rows[3].cells):
        _write(cell, f"{{{{ row.cells[{column}] }}}}")
    kind = table.rows[5].cells[0].merge(table.rows[5].cells[-1])
    _write(kind, "{{ row.kind }}", bold=True, shade="F6ECEF")
    kind.paragraphs[0].add_run("{% if row.gap %}: {{ row.gap }}{% endif %}")
    kind.paragraphs[0].paragraph_format.keep_with_next = True


def _write(cell: Any, text: str, *, bold: bool = False, shade: str = "") -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(9)
    if shade:
        filled = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            filled.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(filled)


def main() -> None:
    council().save(ROOMS / "profiles" / "papers" / "council.docx")
    assessment().save(ROOMS / "privacy" / "papers" / "dpia.docx")
    memorandum().save(ROOMS / "agreements" / "papers" / "memorandum.docx")


if __name__ == "__main__":
    main()
