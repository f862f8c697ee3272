package dev.banyan.demo;

import java.net.URI;
import java.nio.file.Path;

/** What the demo says once all is running: where to go, who to be, what to try. */
final class Panel {

    private static final String RECONCILE = "/demo/reconcile";

    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    private Panel(boolean colour) {
        this.colour = colour;
    }

    record Facts(URI address, URI legacy, URI modern, DemoState state, Path logs, Path data) {}

    static String of(Facts facts, boolean colour) {
        Panel panel = new Panel(colour);
        panel.line("");
        panel.line(panel.strong("  Banyan demo is running at " + facts.address()));
        panel.line("");
        panel.users(facts);
        panel.line("");
        panel.steps(facts);
        panel.line("");
        panel.stepsForTwoSides(facts);
        panel.line("");
        panel.line(panel.faint("  Logs " + facts.logs() + " · data " + facts.data()
                + " (delete it to begin anew) · Ctrl-C ends all of it"));
        panel.line("");
        return panel.text.toString();
    }

    private void users(Facts facts) {
        for (SampleUser user : SampleUser.ALL) {
            user(user.name(), facts.state().password(user.name()), user.does());
        }
        user("admin", facts.state().password("admin"), "administrator: may do everything");
    }

    private void user(String name, String password, String does) {
        line("  " + strong(String.format("%-7s", name)) + String.format("%-21s", password) + faint(does));
    }

    private void steps(Facts facts) {
        String faults = facts.modern() + "/demo/faults";
        step(1, "Sign in as paula and open the route orders.get in production.");
        step(2, "Start its plan: 5, 25, 50, 100 %, a step every 20 s or so, while the guardrails find no harm.");
        step(3, "At 25 % make the new service fail, and keep your hands off:");
        command("curl -X POST '" + faults + "?errors=50&latency=0'");
        step(4, "Within seconds it is rolled back by itself. The bell leads to the evidence and the proof.");
        step(5, "Heal the new service, press Resume, and let the plan go on: the same customers come back.");
        command("curl -X POST '" + faults + "?errors=0&latency=0'");
    }

    private void stepsForTwoSides(Facts facts) {
        String faults = facts.modern() + "/demo/faults";
        line(faint("  When the new side is not quite right:"));
        step(6, "Let it answer wrongly, and see on orders.list, under Comparison, where both differ:");
        command("curl -X POST '" + faults + "?wrong=10'");
        step(7, "Let it fail: on customers.get circuit breakers open within seconds, and legacy serves.");
        command("curl -X POST '" + faults + "?errors=100'");
        step(8, "Let it miss writes: orders.place counts them, and cannot be moved to live …");
        command("curl -X POST '" + faults + "?writes=20'");
        line("     … until the service is well and they have been made up for:");
        command("curl -X POST '" + faults + "' " + facts.legacy() + RECONCILE + " " + facts.modern() + RECONCILE);
        step(9, "Hold the legacy shop at legacy without any server, until you remove the file:");
        command("echo 'orders.get:off' > " + quoted(Demo.overrideFile(facts.data(), "legacy-shop")));
        line("     " + faint("The overview tells of coupons.check, a route that only the code knows: on purpose."));
    }

    /** For a shell: the home of a user may have a space in it. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private void step(int number, String what) {
        line("  " + strong(number + "  ") + what);
    }

    private void command(String command) {
        line("       " + accent(command));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private String strong(String words) {
        return painted("1", words);
    }

    private String faint(String words) {
        return painted("2", words);
    }

    private String accent(String words) {
        return painted("36", words);
    }

    private String painted(String code, String words) {
        return colour ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
    }
}
