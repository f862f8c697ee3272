/** Where operators look: health and metrics, on the port of all others or on one of their own. */
package dev.banyan.server.management;
