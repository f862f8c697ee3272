package dev.banyan.harness;

/** Ends this process when the one that started it is gone, however it went: nothing outlives the run that started it. */
public final class Lifeline {

    static final String VARIABLE = "BANYAN_STOP_WITH_PID";

    private Lifeline() {}

    public static void hold() {
        String parent = System.getenv(VARIABLE);
        if (parent != null) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresentOrElse(alive -> alive.onExit().thenRun(Lifeline::end), Lifeline::end);
        }
    }

    private static void end() {
        System.exit(0);
    }
}
