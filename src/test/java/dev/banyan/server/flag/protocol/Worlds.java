package dev.banyan.server.flag.protocol;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;

/** Where runs of the model begin. */
final class Worlds {
    private Worlds() {}

    /** Everybody at one stage. New holds nothing before it answers, and all that legacy held from then on. */
    static World at(Stage stage, Bounds bounds) {
        World world = empty(bounds);
        world.begin(stage);
        boolean fresh = stage.side() == Side.NEW;
        world.verified(fresh && stage.writesLegacy());
        fillNew(world, fresh ? World.NONE : World.MISSING);
        return world;
    }

    /** Two instances, each at a stage of its own, with equal stores. */
    static World at(Stage one, Stage other, Bounds bounds) {
        World world = empty(bounds);
        world.begin(one);
        world.publish(other);
        world.apply(1, 1);
        fillNew(world, World.NONE);
        return world;
    }

    private static World empty(Bounds bounds) {
        World world = new World(bounds);
        for (Budget budget : Budget.values()) {
            world.left(budget, bounds.of(budget));
        }
        return world;
    }

    private static void fillNew(World world, int value) {
        for (int key = 0; key < world.bounds.keys(); key++) {
            world.store(Side.NEW, key, value);
        }
    }
}
