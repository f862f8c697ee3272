-- A role in a project that nobody had made was kept, and waited for whoever would make one under that key.
delete from membership m
where not exists (select 1 from project p where p.key = m.project_key);

alter table membership
    add constraint membership_project_fk foreign key (project_key) references project (key);
