/**
 * The proof that a change has arrived: who has applied it and when, who has not and what that instance still does
 * ({@link dev.banyan.server.convergence.Convergences}), waiting for it ({@link dev.banyan.server.convergence.ProofsByEvents}), and what
 * stays of it ({@link dev.banyan.server.convergence.ArrivalLog}).
 */
package dev.banyan.server.convergence;
