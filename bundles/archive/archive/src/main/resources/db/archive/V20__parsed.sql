-- PDFs that came while the parser had no time: nobody opens one before it is parsed.
alter table examination add column parse boolean not null default false;
create index examination_parse on examination (sha256) where parse;
alter table quarantine drop constraint quarantine_reason_check;
alter table quarantine add constraint quarantine_reason_check check (reason in ('malware', 'unreadable', 'active'));
