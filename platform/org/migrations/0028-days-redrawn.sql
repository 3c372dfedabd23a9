-- Another reporting zone draws the days of positions anew: derived rows, whose old days may be no more.
grant delete on ledger_day to farsail_app;
