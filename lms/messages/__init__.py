"""Outgoing e-mail: an outbox, neutral wording, delivery over SMTP with retries."""
