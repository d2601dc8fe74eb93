"""`/api/v1`: what the pages show and do, for programs. One table of endpoints makes the routes, the checks and the OpenAPI
document, so that these three agree."""
