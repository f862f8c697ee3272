package dev.banyan.bench.delivery.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The load in a process of its own: takes the order from its arguments, the request from its input, and prints what it found. */
public final class LoadMain {
    private LoadMain() {}

    /** port connections warmUpMillis millis statusWanted */
    public static void main(String[] words) throws Exception {
        String request = new String(System.in.readAllBytes(), StandardCharsets.ISO_8859_1);
        Load.Order order = new Load.Order(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]) * 1_000_000,
                Long.parseLong(words[3]) * 1_000_000,
                Integer.parseInt(words[4]),
                request);
        Load.Found found = new Load(order).run();
        System.out.printf(
                Locale.ROOT,
                "perSecond %.1f%nanswers %d%np50 %d%np99 %d%nbytes %d%nend%n",
                found.perSecond(),
                found.answers(),
                found.nanos().median(),
                found.nanos().at(99),
                found.bytes());
    }
}
