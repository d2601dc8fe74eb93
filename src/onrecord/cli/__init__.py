"""The command line: thin verbs over the rooms; whatever is heavy is imported inside the command that needs it."""
