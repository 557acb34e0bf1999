"""Files to take home: Excel, pictures, PowerPoint, PDF and CSV packages, made of figures."""
