/** API tokens and the keys that sign them. */
package dev.banyan.server.access.token;
