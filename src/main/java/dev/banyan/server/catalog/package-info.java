/** What is being migrated: projects, teams, migrations and routes. Plain records with keys that are never reused. */
package dev.banyan.server.catalog;
