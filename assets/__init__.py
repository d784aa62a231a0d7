"""What the program shows and does not compute: styles, art, help. Found with `importlib.resources.files("assets")`."""
