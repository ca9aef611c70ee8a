-- Once its reporter is erased, nobody can find the property of a report that had only a place: it ends without a case.
alter table report drop constraint report_check;
alter table report drop constraint report_check4;
alter table report add check (state <> 'received' or case_id is null);
alter table report add check (state <> 'case' or case_id is not null);
alter table report add check (subject is not null or place is not null and state <> 'case');
update report set state = 'ended', ended = now()
    where state = 'received' and subject is null and owner is null and length(place) = 0;
