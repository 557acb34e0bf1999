"""Run the dashboard for many: several processes behind nginx, and examples for systemd, containers and Kubernetes."""
