package dev.banyan.bench.guard;

import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.BudgetTest;
import dev.banyan.server.guard.statistics.ComparisonTest;
import dev.banyan.server.guard.statistics.Finding;
import dev.banyan.server.guard.statistics.Interval;
import dev.banyan.server.guard.statistics.PairedTest;
import dev.banyan.server.guard.statistics.Pairs;
import dev.banyan.server.guard.statistics.Trials;

/** A rollout as one of the tests sees it, second by second. */
interface Traffic {

    /**
     * Another second goes by.
     *
     * @param flow how much of the usual traffic there is
     * @param legacy share that is bad on the legacy side
     * @param fresh share that is bad on the new side
     * @return requests on new
     */
    long second(Chance chance, double flow, double legacy, double fresh);

    Finding finding();

    /** Chance decides for each request which side serves it. */
    final class Compared implements Traffic {
        private final double rate;
        private final double share;
        private ComparisonTest test;

        Compared(Aim aim, double rate, double share) {
            this.rate = rate;
            this.share = share;
            this.test = ComparisonTest.start(aim);
        }

        @Override
        public long second(Chance chance, double flow, double legacy, double fresh) {
            long onNew = chance.arrivals(rate * share * flow);
            long onLegacy = chance.arrivals(rate * (1 - share) * flow);
            test = test.add(new Interval(onLegacy, chance.bad(onLegacy, legacy), onNew, chance.bad(onNew, fresh)));
            return onNew;
        }

        @Override
        public Finding finding() {
            return test.finding();
        }
    }

    /** Both sides serve each request, and each fails for reasons of its own. */
    final class Paired implements Traffic {
        private final double rate;
        private PairedTest test;

        Paired(Aim aim, double rate) {
            this.rate = rate;
            this.test = PairedTest.start(aim);
        }

        @Override
        public long second(Chance chance, double flow, double legacy, double fresh) {
            long pairs = chance.arrivals(rate * flow);
            double newAlone = fresh * (1 - legacy);
            long onlyNew = chance.bad(pairs, newAlone);
            long onlyLegacy = chance.bad(pairs - onlyNew, legacy * (1 - fresh) / (1 - newAlone));
            test = test.add(new Pairs(pairs, onlyLegacy, onlyNew));
            return pairs;
        }

        @Override
        public Finding finding() {
            return test.finding();
        }
    }

    /** There is no legacy side any more. */
    final class Budgeted implements Traffic {
        private final double rate;
        private BudgetTest test;

        Budgeted(Aim aim, double rate, double budget) {
            this.rate = rate;
            this.test = BudgetTest.start(aim, budget);
        }

        @Override
        public long second(Chance chance, double flow, double legacy, double fresh) {
            long calls = chance.arrivals(rate * flow);
            test = test.add(new Trials(calls, chance.bad(calls, fresh)));
            return calls;
        }

        @Override
        public Finding finding() {
            return test.finding();
        }
    }
}
