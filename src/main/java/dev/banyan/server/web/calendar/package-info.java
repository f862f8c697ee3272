/** When plans may move. */
package dev.banyan.server.web.calendar;
