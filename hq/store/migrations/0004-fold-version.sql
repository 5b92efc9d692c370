-- By which version of the fold the body was made; what an older program wrote is folded anew at the start.
ALTER TABLE case_record ADD COLUMN fold integer NOT NULL DEFAULT 0
