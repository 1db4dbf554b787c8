"""Results for people and programs: the terminal, JSON, SVG."""
