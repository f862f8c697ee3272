/**
 * What stands around every page: who looks at it, the bell, the sign-in form, problems instead of a page, and what is left while the database
 * is away.
 */
package dev.banyan.server.web.frame;
