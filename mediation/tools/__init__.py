"""What helps a mediator while helping: notes, labels, quick replies, suggestions, deliveries."""
