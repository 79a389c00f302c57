"""Development money and time: budgets, requests, advice, the ledger, plans.

Owns budget, budget_owner, ledger, request, request_step, advice, proof, plan and plan_line. May use
all other domain packages. Owning budgets gives no right to anybody's words.

Whoever locks rows that others lock too takes them in one order, so that two never wait for each
other: first a plan, then requests by their id, all that are needed, and then budgets by their id.
Nothing locks a request once it holds a budget.
"""
