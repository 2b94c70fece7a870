"""The detections that Security Hub's controls and the CIS benchmarks ask for, with their patterns to the letter."""
