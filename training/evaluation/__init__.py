"""How good the exported weights are, on text that no stage of training has read."""
