package dev.banyan.server.notification;

/**
 * How far somebody has read.
 *
 * @param until the id of the newest notice that they have read; 0 for none
 * @param unread how many are newer; 100 stands for 100 or more
 */
record ReadView(long until, int unread) {}
