/**
 * The OpenFeature Remote Evaluation Protocol, so that services in any language ask for a route's flag with a stock OpenFeature
 * provider. Decides with the ruleset in memory, exactly as the SDK would, and never touches the database. What was decided where the
 * protocol is silent stands in {@code docs/ofrep.md}.
 */
package dev.banyan.server.ofrep;
