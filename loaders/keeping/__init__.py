"""What is kept of a refresh: answers, the rows made of them, and what is known of each dataset and snapshot."""
