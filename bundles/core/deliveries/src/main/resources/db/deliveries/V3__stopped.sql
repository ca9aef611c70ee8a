-- When the certificate was revoked: it goes to nobody any more, wherever it lies or comes.
alter table delivery add column stopped timestamptz;
