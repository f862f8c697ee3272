/**
 * Tells people what the server decided by itself: a notice for each decision, once, as part of the decision's own transaction where it
 * has one. {@link dev.banyan.server.notification.AutomaticDecisions} hears of them, {@link dev.banyan.server.notification.Notices} keeps
 * them for a while.
 */
package dev.banyan.server.notification;
