package dev.banyan.harness;

import java.io.IOException;

/** Signals to processes, which Java cannot send itself. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0) {
                throw new RunFailure("The process " + pid + " cannot be sent " + signal + ": it has ended.");
            }
        } catch (IOException failed) {
            throw new RunFailure("The command kill cannot be run: " + failed.getMessage() + ".", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }
}
