"""Sitting an assessment: the questions drawn, the answers as they were saved, the mark; and how the questions do."""
