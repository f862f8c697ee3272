/** The list of projects, and how much of the old system is left in an environment. */
package dev.banyan.server.web.overview;
