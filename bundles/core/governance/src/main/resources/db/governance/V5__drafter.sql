-- Who had the login that drafted, as of votes: nobody drafts by one login and signs by another.
alter table decision add column drafted_person text not null default '';
