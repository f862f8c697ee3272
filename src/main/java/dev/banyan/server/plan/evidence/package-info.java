/** What is known of the routes of a plan: how busy they are and what their guardrails say. */
package dev.banyan.server.plan.evidence;
