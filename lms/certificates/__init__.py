"""Certificates: confirm the name, issue once, render once, verify without saying who or where."""
