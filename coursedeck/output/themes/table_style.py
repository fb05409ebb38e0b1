"""The theme's tables as PowerPoint's default table style (ECMA-376 part 1, 20.1.4.2.27), for tables that people add."""

from __future__ import annotations

from coursedeck.model.theme import Palette, TableLook, TableRule
from coursedeck.output.themes.markup import NAMESPACES
from coursedeck.output.themes.paints import color, fill, line

TABLE_STYLE = "{3B7A2C51-64D9-4E0F-9A18-C27F5E6D0B43}"


def table_styles(name: str, look: TableLook, palette: Palette) -> str:
    """``a:tblStyleLst`` with one style."""
    row = (
        line("tx1" if look.row_step >= 100 else palette.paint("rule"), look.row_width) if look.row_step else line(None)
    )
    outer = _rule(look.outer, palette) or row
    upright = row if look.columns else line(None)
    sides = (
        ("left", upright), ("right", upright), ("top", outer), ("bottom", outer),
        ("insideH", row), ("insideV", upright),
    )  # fmt: skip
    borders = "".join(f"<a:{side}>{stroke}</a:{side}>" for side, stroke in sides)
    bold = '<a:tcTxStyle b="on"/>'
    band = f"<a:band1H>{_cell(look.band)}</a:band1H>" if look.band else ""
    ink = look.header_ink or "bg1"
    below = f"<a:bottom>{_rule(look.header_rule, palette)}</a:bottom>" if look.header_rule else ""
    header = f'<a:tcTxStyle b="on">{_text(ink)}{_cell(look.header_fill, below)}'
    return (
        f'<a:tblStyleLst {NAMESPACES} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="{name}">'
        f"<a:wholeTbl><a:tcTxStyle>{_text('tx1')}<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill>"
        f"</a:tcStyle></a:wholeTbl>{band}<a:lastCol>{bold}</a:lastCol>"
        f"<a:firstCol>{bold}</a:firstCol><a:lastRow>{bold}</a:lastRow><a:firstRow>{header}</a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def _rule(rule: TableRule | None, palette: Palette) -> str:
    return line(palette.paint(rule.paint), rule.width) if rule else ""


def _cell(paint: str | None, borders: str = "") -> str:
    return f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill>{fill(paint)}</a:fill></a:tcStyle>"


def _text(paint: str) -> str:
    return f'<a:fontRef idx="minor"/>{color(paint)}</a:tcTxStyle>'
