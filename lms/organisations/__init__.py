"""Organisations: the dated tree from region to site, the e-mail domains and join codes that lead into it."""
