/** Numbers, shares and times in words, for pages and records alike. Knows no slice, so that each can use it. */
package dev.banyan.server.figures;
