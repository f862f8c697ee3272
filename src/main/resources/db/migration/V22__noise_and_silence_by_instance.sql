-- Comparisons of services that did not know yet what is noise: counted, but nothing follows from them. A replica of an older release does not say.
alter table comparison_inbox add column learning bigint not null default 0;
alter table comparison add column learning bigint not null default 0;
