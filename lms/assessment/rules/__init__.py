"""How attempts are drawn and marked, and what first attempts say of the questions, one noun a file. Pure."""
