"""Page: a chapter as one HTML file that plays by itself, in any browser, with no server and no network."""
