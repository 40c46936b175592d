"""Whether somebody is there: what the waiting room and the desk share."""
