/** Working hours and freezes: when plans may move. */
package dev.banyan.server.plan.calendar;
