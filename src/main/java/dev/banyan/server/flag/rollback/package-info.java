/** The way back as callers see it: ordered, taken with the database or without it, and waited for until it is proven. */
package dev.banyan.server.flag.rollback;
