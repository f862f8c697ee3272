/** What has happened while somebody was away. */
package dev.banyan.server.web.notice;
