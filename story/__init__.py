"""How YAML stories are read and checked, the author's tools, and the stories themselves."""
