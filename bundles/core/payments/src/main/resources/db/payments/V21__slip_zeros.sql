-- Slips are entered as they are printed, with zeros that the banks' files leave out; nothing but slips has them.
create index attempt_zeros on attempt (gateway, terminal, ltrim(reference, '0')) where reference like '0%';
