-- Erasures are asked for and decided as all acts that need two people, and stand with them; the journal names those that were done.
drop table erasure;
