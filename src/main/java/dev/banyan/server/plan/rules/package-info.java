/** Whether a plan goes on, what its steps ask for, and when it may be done: plain objects, made with {@code new}, without database or clock. */
package dev.banyan.server.plan.rules;
