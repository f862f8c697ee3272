/**
 * The way back while the database cannot be reached: a rollback is taken, put in force, told to the other replicas, and committed with its
 * true time as soon as one of them reaches the database.
 */
package dev.banyan.server.emergency;
