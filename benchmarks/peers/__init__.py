"""The page uitkeringen, small and honest, as others would make it: to stand beside the dashboard in one measurement."""
