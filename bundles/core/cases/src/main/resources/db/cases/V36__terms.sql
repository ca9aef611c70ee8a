-- one word for one thing: the record of a death is annulled, and a row of the view may be of an authority itself
alter table death rename column undone to annulled;
alter table death rename column undone_by to annulled_by;
alter view party rename column matter to of_authority;
