"""Law that does not say where it applies, and figures that say the same of different people."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import FIGURES, Append, Fault

TWIN = """
tea-drinkers-elsewhere:
  says: 7% of tea  drinkers
  value: 7
  unit: percent
  measures: like it cold
  population: Other made-up tea drinkers, 2024
  year: 2024
  source: kettle-study
  caveat: Made up.
"""

LAW_FAULTS = [
    Fault("an Act that applies nowhere", written("The Kettle Act 1997 says so."), "Kettle Act 1997", "where applies"),
    Fault("a section that applies nowhere", written("It is in section 2A."), "section 2A", "where applies England"),
    Fault(
        "two figures with the same words for different people",
        Append(FIGURES, TWIN), "says: 7% of tea  drinkers", "tea-drinkers same words whom",
    ),
]  # fmt: skip
