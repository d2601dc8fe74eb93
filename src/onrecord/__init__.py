"""Who said what: reads Ukrainian, Russian and English news and builds the public record of it."""
