package dev.banyan.server.flag.protocol;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that can happen next: what people and the server do, what instances do, and what goes wrong. */
final class Protocol {
    private final Set<Rule> rules;

    Protocol(Set<Rule> rules) {
        this.rules = rules;
    }

    List<Step> steps(World world) {
        List<Step> steps = new ArrayList<>();
        forward(world, steps);
        back(world, steps);
        verify(world, steps);
        reconcile(world, steps);
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            rules(world, instance, steps);
            silence(world, instance, steps);
            report(world, instance, steps);
            write(world, instance, steps);
            crash(world, instance, steps);
        }
        return steps;
    }

    /** As {@link #steps}, while nobody moves anything and nothing goes wrong. */
    List<Step> writes(World world) {
        List<Step> steps = new ArrayList<>();
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            write(world, instance, steps);
        }
        return steps;
    }

    // The server.

    private void forward(World world, List<Step> steps) {
        List<Stage> stages = world.kind().stages();
        int from = stages.indexOf(world.planned());
        if (world.left(Budget.MOVES) == 0) {
            return;
        }
        int last = rules.contains(Rule.ONE_STEP) ? Math.min(from + 1, stages.size() - 1) : stages.size() - 1;
        for (int to = from + 1; to <= last; to++) {
            if (admitted(world, stages.get(to))) {
                move(world, "forward to", stages.get(to), steps);
            }
        }
    }

    /** Whether an instance that may still act has not applied the last change, or is still at something that it began before. */
    private boolean lags(World world, int instance, Stage next) {
        if (world.applied(instance) == World.NO_RULES || covered(world, instance, next)) {
            return false;
        }
        boolean behind = rules.contains(Rule.APPLIED) && world.applied(instance) != world.revision();
        return behind || undrained(world, instance);
    }

    /**
     * Whether an instance that nobody hears of does no harm: its writes do none since its lease ran out, and what it reads is whole,
     * because that side got every write by all rules since its own.
     */
    private boolean covered(World world, int instance, Stage next) {
        if (!world.believedGone(instance) || !rules.contains(Rule.LEASE_COVERS_WRITES_ONLY)) {
            return world.believedGone(instance);
        }
        Side reads = world.stageOf(Math.max(0, world.applied(instance))).side();
        boolean whole = writes(next, reads);
        for (int revision = world.applied(instance) + 1; revision <= world.revision(); revision++) {
            whole &= writes(world.stageOf(revision), reads);
        }
        return whole;
    }

    private static boolean writes(Stage stage, Side side) {
        return side == Side.NEW ? stage.writesNew() : stage.writesLegacy();
    }

    private boolean undrained(World world, int instance) {
        return rules.contains(Rule.DRAINED)
                && world.write(instance) != World.NONE
                && world.writeStage(instance) != world.planned();
    }

    private boolean admitted(World world, Stage to) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            if (lags(world, instance, to)) {
                return false;
            }
        }
        if (to.side() == Side.LEGACY || world.planned().side() == Side.NEW) {
            return true;
        }
        boolean backlog = rules.contains(Rule.BACKLOG) && (knownBacklog(world) || cannotBeAsked(world));
        return !backlog && (world.verified() || !rules.contains(Rule.CERTIFICATE));
    }

    /** What was reported, and with fresh reports what anybody would say who can be asked. */
    private boolean knownBacklog(World world) {
        for (int key = 0; key < world.bounds.keys(); key++) {
            int ledger = world.ledger(key);
            boolean asked = rules.contains(Rule.FRESH_REPORTS) && ledger >= World.UNSEEN;
            if (ledger == World.OPEN || asked && world.hears(ledger - World.UNSEEN)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody who may have failed to write does not answer. Who is taken for gone does not either; there both sides are compared again. */
    private boolean cannotBeAsked(World world) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            boolean silent = !world.hears(instance) && !world.believedGone(instance);
            if (silent && rules.contains(Rule.FRESH_REPORTS)) {
                return true;
            }
        }
        return false;
    }

    /** A rollback, and isolating. From complete they are called lossy or impossible, so nothing is promised there. */
    private void back(World world, List<Step> steps) {
        Stage planned = world.planned();
        if (world.left(Budget.MOVES) == 0 || !planned.writesLegacy() || somebodyIsAt(world, Stage.COMPLETE)) {
            return;
        }
        Stage stage = world.kind().rollbackStage();
        if (planned.side() == Side.NEW && stage != Stage.OFF) {
            move(world, "roll back to", stage, steps);
        }
        if (planned != Stage.OFF) {
            move(world, "isolate at", Stage.OFF, steps);
        }
    }

    private void move(World world, String what, Stage to, List<Step> steps) {
        boolean forward = to.compareTo(world.planned()) > 0;
        step(world, what + " " + to.key(), steps, next -> {
            boolean begins = to.side() == Side.NEW && next.planned().side() == Side.LEGACY;
            next.spend(Budget.MOVES);
            next.publish(to);
            if (!writesBoth(to)) {
                next.verified(false);
            }
            if (!forward) {
                next.unknownUntilDrained(!inStep(next));
            }
            for (int key = 0; begins && key < next.bounds.keys(); key++) {
                boolean lacks = next.version(next.stored(Side.NEW, key)) < next.version(next.stored(Side.LEGACY, key));
                next.ledger(
                        key, lacks && next.ledger(key) != World.EMPTY ? World.OPEN_WHEN_NEW_BEGAN : next.ledger(key));
            }
        });
    }

    /** Compares all keys and copies what differs from the side that answers, which is legacy then. */
    private void verify(World world, List<Step> steps) {
        Stage planned = world.planned();
        boolean possible = !world.verified() && planned.side() == Side.LEGACY && planned.writesNew();
        if (!possible || rules.contains(Rule.VERIFIED_WHEN_DRAINED) && !inStep(world)) {
            return;
        }
        step(world, "compare and mend", steps, next -> {
            next.verified(true);
            for (int key = 0; key < next.bounds.keys(); key++) {
                copyTo(Side.NEW, next, key);
            }
        });
    }

    private void reconcile(World world, List<Step> steps) {
        for (int key = 0; key < world.bounds.keys(); key++) {
            int mended = key;
            if (world.ledger(key) != World.EMPTY) {
                step(world, "reconcile key " + key, steps, next -> {
                    Side answers = next.planned().side();
                    copyTo(answers == Side.NEW ? Side.LEGACY : Side.NEW, next, mended);
                    next.ledger(mended, World.EMPTY);
                });
            }
        }
    }

    /** With versions the newer record wins on both sides; without, what the other side holds is taken over. */
    private void copyTo(Side side, World world, int key) {
        Side other = side == Side.NEW ? Side.LEGACY : Side.NEW;
        boolean older = world.version(world.stored(other, key)) < world.version(world.stored(side, key));
        boolean turned = rules.contains(Rule.VERSIONS) && older;
        world.store(turned ? other : side, key, world.stored(turned ? side : other, key));
    }

    // Instances.

    private void rules(World world, int instance, List<Step> steps) {
        if (world.hears(instance) && world.applied(instance) != world.revision()) {
            step(world, name(instance) + " applies " + world.planned().key(), steps, next -> {
                next.apply(instance, next.revision());
            });
        }
    }

    private void silence(World world, int instance, List<Step> steps) {
        if (world.hears(instance)) {
            if (world.left(Budget.SILENCES) > 0) {
                step(world, name(instance) + " is cut off", steps, next -> {
                    next.spend(Budget.SILENCES);
                    next.hears(instance, false);
                });
            }
            return;
        }
        if (!world.expired(instance)) {
            step(world, name(instance) + " loses its lease", steps, next -> next.expired(instance, true));
        }
        if (!world.believedGone(instance) && seemsGone(world, instance)) {
            step(world, "the server takes " + name(instance) + " for gone", steps, next -> {
                next.believedGone(instance, true);
                next.verified(next.verified() && next.planned().side() == Side.NEW);
            });
        }
        step(world, name(instance) + " is back", steps, next -> {
            next.hears(instance, true);
            next.expired(instance, false);
            next.believedGone(instance, false);
            next.apply(instance, next.revision());
        });
    }

    /** Where writes go to both sides a lease binds, so it is enough that it ran out and that what began before has ended. Elsewhere only a person can say it. */
    private boolean seemsGone(World world, int instance) {
        if (!rules.contains(Rule.LEASE)) {
            return true;
        }
        boolean drained = world.write(instance) == World.NONE || world.strict(instance);
        return world.expired(instance) && drained && writesBoth(actsAt(world, instance, rules));
    }

    private static boolean writesBoth(Stage stage) {
        return stage != null && stage.writesLegacy() && stage.writesNew();
    }

    private void report(World world, int instance, List<Step> steps) {
        for (int key = 0; key < world.bounds.keys(); key++) {
            int told = key;
            if (world.hears(instance) && world.ledger(key) == World.UNSEEN + instance) {
                step(world, name(instance) + " reports its backlog", steps, next -> next.ledger(told, World.OPEN));
            }
        }
    }

    private void write(World world, int instance, List<Step> steps) {
        Stage stage = actsAt(world, instance, rules);
        int number = world.write(instance);
        if (number == World.NONE) {
            beginWrite(world, instance, stage, steps);
        } else if (!world.firstDone(instance)) {
            firstWrite(world, instance, number, steps);
        } else {
            secondWrite(world, instance, number, steps);
        }
    }

    private void beginWrite(World world, int instance, Stage stage, List<Step> steps) {
        if (stage == null || world.left(Budget.WRITES) == 0) {
            return;
        }
        boolean strict = rules.contains(Rule.STRICT_WITHOUT_LEASE) && world.expired(instance) && writesBoth(stage);
        int number = world.bounds.of(Budget.WRITES) - world.left(Budget.WRITES) + 1;
        for (int key = 0; key < world.bounds.keys(); key++) {
            int written = key;
            step(
                    world,
                    name(instance) + " begins write " + number + " of key " + key + " at " + stage.key(),
                    steps,
                    next -> {
                        next.spend(Budget.WRITES);
                        next.key(number, written);
                        next.progress(number, World.RUNNING);
                        next.before(number, acknowledged(next));
                        next.begin(instance, number, stage, strict);
                    });
        }
    }

    private void firstWrite(World world, int instance, int number, List<Step> steps) {
        Stage stage = world.writeStage(instance);
        boolean both = writesBoth(stage);
        step(world, name(instance) + " writes " + number + " to " + stage.side().key(), steps, next -> {
            storeFirst(next, number, stage.side());
            if (both) {
                next.firstIsDone(instance);
            } else {
                end(next, instance, number, World.ACKNOWLEDGED);
            }
        });
        if (world.left(Budget.FAILURES) > 0) {
            step(
                    world,
                    name(instance) + " writes " + number + " to " + stage.side().key() + " and hears of a failure",
                    steps,
                    next -> {
                        next.spend(Budget.FAILURES);
                        storeFirst(next, number, stage.side());
                        end(next, instance, number, World.UNKNOWN);
                        note(next, instance, number, both && rules.contains(Rule.INTENT));
                    });
        }
    }

    private static void storeFirst(World world, int number, Side side) {
        int version = 1;
        for (int other = 1; other <= world.bounds.of(Budget.WRITES); other++) {
            version = Math.max(version, world.version(other) + 1);
        }
        world.version(number, version);
        world.store(side, world.key(number), number);
    }

    private void secondWrite(World world, int instance, int number, List<Step> steps) {
        Side second = world.writeStage(instance).side() == Side.NEW ? Side.LEGACY : Side.NEW;
        step(world, name(instance) + " writes " + number + " to " + second.key() + ", too", steps, next -> {
            int held = next.stored(second, next.key(number));
            if (!rules.contains(Rule.VERSIONS) || next.version(held) < next.version(number)) {
                next.store(second, next.key(number), number);
            }
            end(next, instance, number, World.ACKNOWLEDGED);
        });
        if (world.left(Budget.FAILURES) > 0) {
            boolean strict = world.strict(instance);
            step(world, name(instance) + " cannot write " + number + " to " + second.key(), steps, next -> {
                next.spend(Budget.FAILURES);
                end(next, instance, number, strict ? World.UNKNOWN : World.ACKNOWLEDGED);
                note(next, instance, number, true);
            });
        }
    }

    /** A process ends, perhaps between two writes, and starts again without rules. */
    private void crash(World world, int instance, List<Step> steps) {
        if (world.left(Budget.CRASHES) == 0) {
            return;
        }
        step(world, name(instance) + " crashes and starts again", steps, next -> {
            int number = next.write(instance);
            boolean noted = rules.contains(Rule.INTENT) && next.firstDone(instance);
            next.spend(Budget.CRASHES);
            if (number != World.NONE) {
                end(next, instance, number, World.UNKNOWN);
                note(next, instance, number, noted);
            }
            next.apply(instance, World.NO_RULES);
            next.hears(instance, true);
            next.expired(instance, false);
            next.believedGone(instance, false);
        });
    }

    private void end(World world, int instance, int number, int progress) {
        world.ended(instance);
        world.progress(number, progress);
    }

    private static void note(World world, int instance, int number, boolean noted) {
        if (noted && world.ledger(world.key(number)) == World.EMPTY) {
            world.ledger(world.key(number), World.UNSEEN + instance);
        }
    }

    // What can be said of a world.

    /** The stage by which an instance acts; null when it does not act. */
    static Stage actsAt(World world, int instance, Set<Rule> rules) {
        int applied = world.applied(instance);
        if (applied != World.NO_RULES) {
            return world.stageOf(applied);
        }
        return rules.contains(Rule.REQUIRES_RULES) ? null : Stage.OFF;
    }

    /** Whether everybody has applied the last change, and nothing from before it is under way. */
    private boolean inStep(World world) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            boolean acts = world.applied(instance) != World.NO_RULES && !covered(world, instance, world.planned());
            if (acts && (world.applied(instance) != world.revision() || undrained(world, instance))) {
                return false;
            }
        }
        return true;
    }

    static boolean everybodyWritesBoth(World world, Set<Rule> rules) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            Stage stage = actsAt(world, instance, rules);
            if (stage != null && !writesBoth(stage) || world.write(instance) != World.NONE) {
                return false;
            }
        }
        return writesBoth(world.planned());
    }

    private static boolean somebodyIsAt(World world, Stage stage) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            boolean works = world.write(instance) != World.NONE && world.writeStage(instance) == stage;
            if (works || world.applied(instance) != World.NO_RULES && world.stageOf(world.applied(instance)) == stage) {
                return true;
            }
        }
        return false;
    }

    private static int acknowledged(World world) {
        int mask = 0;
        for (int write = 1; write <= world.bounds.of(Budget.WRITES); write++) {
            mask |= world.progress(write) == World.ACKNOWLEDGED ? 1 << write : 0;
        }
        return mask;
    }

    private static String name(int instance) {
        return "instance " + instance;
    }

    private void step(World world, String what, List<Step> steps, Consumer<World> change) {
        World next = world.copy();
        change.accept(next);
        if (next.unknownUntilDrained() && inStep(next)) {
            next.unknownUntilDrained(false);
        }
        steps.add(new Step(what, next));
    }
}
