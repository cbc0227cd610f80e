"""What mtaudit costs and how often it is right."""
