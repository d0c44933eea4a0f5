"""How far a person has come: modules begun, pages read, modules and courses completed, by cycle."""
