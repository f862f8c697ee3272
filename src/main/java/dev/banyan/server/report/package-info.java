/**
 * What instances say about themselves: which routes their code asks for and from where, what holds on them alone, and which second
 * writes are missing. {@link dev.banyan.server.report.Drift} compares code with the server.
 */
package dev.banyan.server.report;
