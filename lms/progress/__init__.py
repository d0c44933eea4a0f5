"""How far a person has come: modules begun, pages read, cases walked, modules and courses completed, by cycle."""
