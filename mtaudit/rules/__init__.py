"""Rules: what is wrong in a translation, one class each."""
