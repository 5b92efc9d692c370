-- Events whose payload came erased and is wanted all the same: few, and nothing behind them is called safe.
CREATE INDEX event_lacking ON event (branch, line, seq) WHERE payload = ''
