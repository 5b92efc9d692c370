-- The key by which the headquarters of this database signs: that of the first instance that starts on it. One row.
CREATE TABLE own_key (
  is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
  public_key text NOT NULL
)
