"""reportgen: performance evaluation reports from one TOML case and a Word template."""
