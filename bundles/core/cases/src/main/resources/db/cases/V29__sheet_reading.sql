-- Which sheet was shown; null where it was the case. A reading without one has the digest that it had before.
alter table reading add column sheet text;
