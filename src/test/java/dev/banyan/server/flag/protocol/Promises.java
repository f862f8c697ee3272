package dev.banyan.server.flag.protocol;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.Optional;
import java.util.Set;

/** What must hold in every state. */
final class Promises {
    private final Set<Rule> rules;

    Promises(Set<Rule> rules) {
        this.rules = rules;
    }

    Optional<String> broken(World world) {
        return lost(world).or(() -> differs(world));
    }

    /** An acknowledged write is read by everybody from then on, unless a ledger or the safety of a rollback says otherwise. */
    Optional<String> lost(World world) {
        for (int write = 1; write <= world.bounds.of(Budget.WRITES); write++) {
            boolean promised = world.progress(write) == World.ACKNOWLEDGED
                    && !excused(world.ledger(world.key(write)))
                    && !world.unknownUntilDrained();
            for (int instance = 0; promised && instance < world.bounds.instances(); instance++) {
                Stage stage = Protocol.actsAt(world, instance, rules);
                if (stage != null && world.older(world.stored(stage.side(), world.key(write)), write)) {
                    return Optional.of("write " + write + " was acknowledged, and instance " + instance + " at "
                            + stage.key() + " reads an older value from "
                            + stage.side().key());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean excused(int ledger) {
        return ledger == World.OPEN || ledger >= World.UNSEEN;
    }

    /** Once both sides were compared, and everybody writes to both, they are equal whenever nothing is under way and no ledger says otherwise. */
    private Optional<String> differs(World world) {
        if (!world.verified() || !Protocol.everybodyWritesBoth(world, rules)) {
            return Optional.empty();
        }
        for (int key = 0; key < world.bounds.keys(); key++) {
            int legacy = world.stored(Side.LEGACY, key);
            int fresh = world.stored(Side.NEW, key);
            if (legacy != fresh && world.ledger(key) == World.EMPTY) {
                return Optional.of("legacy holds " + legacy + " and new " + fresh + " for key " + key
                        + ", nothing is under way, and no ledger knows");
            }
        }
        return Optional.empty();
    }

    /** Whoever has read a write reads no older value afterwards, from whichever instance. */
    Optional<String> goesBack(World world) {
        for (int key = 0; key < world.bounds.keys(); key++) {
            for (Side first : Side.values()) {
                int read = world.stored(first, key);
                int then = world.stored(first == Side.NEW ? Side.LEGACY : Side.NEW, key);
                if (read > World.NONE && bothAreRead(world) && world.older(then, read)) {
                    return Optional.of("write " + read + " is read, and then an older value from the other side");
                }
            }
        }
        return Optional.empty();
    }

    /** While nothing is under way, a side holds the newest write. */
    Optional<String> misses(Side side, World world) {
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            if (world.write(instance) != World.NONE) {
                return Optional.empty();
            }
        }
        for (int write = 1; write <= world.bounds.of(Budget.WRITES); write++) {
            int held = world.stored(side, world.key(write));
            if (world.progress(write) == World.ACKNOWLEDGED && world.version(held) < world.version(write)) {
                return Optional.of(side.key() + " lacks write " + write);
            }
        }
        return Optional.empty();
    }

    private boolean bothAreRead(World world) {
        boolean legacy = false;
        boolean fresh = false;
        for (int instance = 0; instance < world.bounds.instances(); instance++) {
            Stage stage = Protocol.actsAt(world, instance, rules);
            legacy |= stage != null && stage.side() == Side.LEGACY;
            fresh |= stage != null && stage.side() == Side.NEW;
        }
        return legacy && fresh;
    }
}
