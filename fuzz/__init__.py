"""Coverage-guided fuzzing: what holds for any bytes, one target for each way that strangers' bytes come in."""
