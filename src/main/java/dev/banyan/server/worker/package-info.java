/** Threads that are kept free of ordinary work: for who somebody is, and for the way back. */
package dev.banyan.server.worker;
