"""Accounts: people, where they work, what they may do, and how they sign in and leave."""
