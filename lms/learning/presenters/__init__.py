"""What the pages say, worked out before any template: my learning, a module's pages, its questions, the result."""
