"""Formulas: TeX read into MathML, said in one line of text, measured and drawn."""
