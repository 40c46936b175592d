"""Whether anyone is there: what the waiting room and the desk share."""
