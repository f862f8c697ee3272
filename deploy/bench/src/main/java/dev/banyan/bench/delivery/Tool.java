package dev.banyan.bench.delivery;

import dev.banyan.harness.RunFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this module in a process of its own, told by its input and heard by its output. It ends when its input does. */
final class Tool implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    private Tool(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.ISO_8859_1);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Tool start(String name, Class<?> program, Path log, List<String> javaOptions, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(words);
        try {
            return new Tool(
                    name,
                    new ProcessBuilder(command).redirectError(log.toFile()).start());
        } catch (IOException failed) {
            throw new RunFailure(name + " cannot be started: " + failed.getMessage() + ".", failed);
        }
    }

    Answer ask(String order) {
        try {
            input.write(order + "\n");
            input.flush();
            return Answer.read(name, output);
        } catch (IOException failed) {
            throw new RunFailure(name + " does not listen any more: " + failed.getMessage() + ".", failed);
        }
    }

    /** Says the last that it will hear. */
    Answer askAtLast(String text) {
        try {
            input.write(text);
            input.close();
            return Answer.read(name, output);
        } catch (IOException failed) {
            throw new RunFailure(name + " does not listen any more: " + failed.getMessage() + ".", failed);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
