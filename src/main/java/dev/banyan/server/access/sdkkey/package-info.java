/** The keys of services: which environment they may read, and what they were refused. */
package dev.banyan.server.access.sdkkey;
