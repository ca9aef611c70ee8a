-- Since when attempts to reach the agency fail, and its reminders before the deadline.
alter table inquiry
    add column unreached_since timestamptz,
    -- how many it got of the present deadline
    add column reminders int not null default 0,
    -- when the next one is due
    add column remind_at timestamptz;
-- what is not delivered has a deadline too
drop index inquiry_due;
create index inquiry_due on inquiry (due) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED') and escalated is null;
create index inquiry_remind on inquiry (remind_at) where remind_at is not null;
-- asked by a hub that gave it none
create index inquiry_uncounted on inquiry (id) where state in ('QUEUED', 'DISPATCHED') and budget is null;

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in ('WITHDRAWN', 'SUPERSEDED', 'REMINDER'));
