"""Words about cells: doubt, people, and which places stand out, in roles and without colours."""
