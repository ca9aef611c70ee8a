-- A sanction's party says once that it should not stand; until that is decided the sanction does not count, unless it is urgent.
alter table decision drop constraint decision_kind_check;
alter table decision add constraint decision_kind_check
    check (kind in ('EXPOSE', 'WITHDRAW', 'RULES', 'SPECIAL_REQUEST', 'SANCTION', 'APPEAL'));

create table appeal (
    decision uuid        primary key references decision,
    filed    timestamptz not null,
    filed_by text        not null
);
create trigger immutable before update or delete or truncate on appeal for each statement execute function immutable();
