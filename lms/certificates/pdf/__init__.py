"""The certificate as a PDF: A4, tagged, one sheet, drawn once from what was frozen."""
