"""Questions about one's own record. Each takes its owner first; no query here takes anybody else."""
