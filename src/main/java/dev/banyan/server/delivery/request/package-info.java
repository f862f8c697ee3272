/** What SDKs send, and how it is read and refused. */
package dev.banyan.server.delivery.request;
