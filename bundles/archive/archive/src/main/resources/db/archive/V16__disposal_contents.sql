-- What becomes of one content of a long list is found without reading the list.
create index disposal_sheet_content on disposal_sheet (disposal, sha256);
