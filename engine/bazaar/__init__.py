"""A market that a whole class shares: one good, one book of orders, people outside who come to buy and to sell."""
