/** What all rooms of access need: secrets, the address of a caller, limits, and the names of identities and areas. */
package dev.banyan.server.access.kit;
