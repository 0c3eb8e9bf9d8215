"""Standard answers: approved wording to a question. The public ones are the FAQs."""
