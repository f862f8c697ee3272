/** Who is asking and whether they may, for every request: filters, and the pages of signing in. */
package dev.banyan.server.access.http;
