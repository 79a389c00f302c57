"""What happens later or by the clock: the drain, promised jobs, mail, and what follows work."""
