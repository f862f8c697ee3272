/** Threads: those that are kept free of ordinary work, for who somebody is and for the way back, and those that work in the background. */
package dev.banyan.server.worker;
