/**
 * What pages are made of: addresses, numbers, times and shares in words, the layout and its notices, the fields of forms, and what is asked
 * before something is done. Knows no page and no other room.
 */
package dev.banyan.server.web.kit;
