/** How far a change has come: the instances, the proof of a rollback, and drills. */
package dev.banyan.server.web.arrival;
