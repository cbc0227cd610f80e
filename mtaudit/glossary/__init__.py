"""The user's terms: what a glossary is, how it is read and found in texts."""
