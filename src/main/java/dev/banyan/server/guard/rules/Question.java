package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.BudgetTest;
import dev.banyan.server.guard.statistics.ComparisonTest;
import dev.banyan.server.guard.statistics.Finding;
import dev.banyan.server.guard.statistics.Interval;
import dev.banyan.server.guard.statistics.PairedTest;
import dev.banyan.server.guard.statistics.Pairs;
import dev.banyan.server.guard.statistics.Trials;

/** A test of one operation by one method, and what it has seen. One of the three tests is there, the others are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Question(Method method, String operation, ComparisonTest compared, PairedTest paired, BudgetTest alone) {
    static Question of(Observation look, Aim aim, double budget) {
        return switch (look.method()) {
            case COMPARED -> new Question(look.method(), look.operation(), ComparisonTest.start(aim), null, null);
            case PAIRED -> new Question(look.method(), look.operation(), null, PairedTest.start(aim), null);
            case ALONE -> new Question(look.method(), look.operation(), null, null, BudgetTest.start(aim, budget));
        };
    }

    /** Where nearly all requests are bad anyway, none can be told to be worse. */
    static boolean hasRoom(Aim aim, double budget) {
        return budget + aim.harm() < 1;
    }

    boolean asks(Observation look) {
        return method == look.method() && operation.equals(look.operation());
    }

    Question plus(Observation look) {
        return switch (method) {
            case COMPARED ->
                new Question(
                        method,
                        operation,
                        compared.add(
                                new Interval(look.legacyCalls(), look.legacyBad(), look.newCalls(), look.newBad())),
                        null,
                        null);
            case PAIRED ->
                new Question(
                        method,
                        operation,
                        null,
                        paired.add(new Pairs(look.newCalls(), look.legacyBad(), look.newBad())),
                        null);
            case ALONE ->
                new Question(method, operation, null, null, alone.add(new Trials(look.newCalls(), look.newBad())));
        };
    }

    public Finding finding() {
        return switch (method) {
            case COMPARED -> compared.finding();
            case PAIRED -> paired.finding();
            case ALONE -> alone.finding();
        };
    }

    /** The e-value from which on harm counts as shown. */
    double threshold() {
        Aim aim = switch (method) {
            case COMPARED -> compared.aim();
            case PAIRED -> paired.aim();
            case ALONE -> alone.aim();
        };
        return 1 / aim.alpha();
    }

    /** All that it has seen. */
    Observation seen() {
        return switch (method) {
            case COMPARED -> {
                Interval all = compared.all();
                yield ObservationBuilder.builder()
                        .method(method)
                        .operation(operation)
                        .legacyCalls(all.legacyCalls())
                        .legacyBad(all.legacyBad())
                        .newCalls(all.newCalls())
                        .newBad(all.newBad())
                        .build();
            }
            case PAIRED -> {
                Pairs all = paired.all();
                yield ObservationBuilder.builder()
                        .method(method)
                        .operation(operation)
                        .legacyCalls(all.pairs())
                        .legacyBad(all.onlyLegacyBad())
                        .newCalls(all.pairs())
                        .newBad(all.onlyNewBad())
                        .build();
            }
            case ALONE ->
                Observation.alone(operation, alone.all().calls(), alone.all().bad());
        };
    }
}
