"""Development money and time: budgets, requests, advice, the ledger, plans.

Owns budget, budget_owner, ledger, request, request_step, advice, proof, plan and plan_line. May use
all other domain packages. Owning budgets gives no right to anybody's words.
"""
