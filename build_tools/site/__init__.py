"""The site: pages and files → HTML that takes the old site's place whole, and a preview of it."""
