/** What changes while a page is open: looked up once for all pages that show the same, and sent to each of them. */
package dev.banyan.server.web.live;
