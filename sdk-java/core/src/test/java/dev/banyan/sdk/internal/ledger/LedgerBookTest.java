package dev.banyan.sdk.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.FailedWrite;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The book against a plain map, through a file that may be cut or changed anywhere. */
class LedgerBookTest {
    /** What may happen to a book; each leaves one line in the file. */
    record Step(char what, String route, String key, Set<Side> sides) {}

    /** As the release before wrote it. */
    private static final String EARLIER = """
            8cb92121 ["banyan-second-writes 1","0b64c9f0-6a5e-4f0d-9a53-5f3f6b1c2d11"]
            b4101ead ["+",1700000000000,2,"r","java.io.IOException","order 7"]
            4edf1f98 ["!","r",3]""";

    private static final List<String> ROUTES = List.of("r", "s");

    private final LedgerBook book = new LedgerBook();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final Map<String, Map<String, String>> model =
            Map.of("r", new LinkedHashMap<>(), "s", new LinkedHashMap<>());
    private final Map<Side, Map<String, Long>> lost = Map.of(Side.LEGACY, new HashMap<>(), Side.NEW, new HashMap<>());
    /** What the model held after each line of the file. */
    private final List<String> told = new ArrayList<>();

    @Property(tries = 10)
    void a_file_cut_at_any_byte_gives_what_its_whole_lines_tell(@ForAll("steps") List<Step> steps) {
        write(steps);
        byte[] bytes = file.toByteArray();
        int lines = 0;
        for (int length = 0; length <= bytes.length; length++) {
            lines += length > 0 && bytes[length - 1] == '\n' ? 1 : 0;
            LedgerBook read = LedgerBook.read(Arrays.copyOf(bytes, length));
            assertThat(content(read))
                    .as("cut at %d", length)
                    .isEqualTo(lines == 0 ? content(new LedgerBook()) : told.get(lines - 1));
            assertThat(read.damaged()).isFalse();
            assertThat(lines == 0 || read.uuid().equals(book.uuid())).isTrue();
        }
    }

    @Property(tries = 10)
    void a_changed_byte_costs_one_line_and_is_noticed(@ForAll("steps") List<Step> steps) {
        write(steps);
        byte[] bytes = file.toByteArray();
        for (int i = 0; i < bytes.length - 1; i++) {
            byte[] bad = bytes.clone();
            bad[i] ^= 0x04;
            LedgerBook read = LedgerBook.read(bad);
            assertThat(read.damaged()).as("byte %d", i).isTrue();
            assertThat(Math.abs(read.size() - book.size())).as("byte %d", i).isLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 100)
    void the_whole_book_tells_the_same(@ForAll("steps") List<Step> steps) {
        write(steps);
        book.writeAgain();
        assertThat(book.rewrites()).isTrue();
        LedgerBook read = LedgerBook.read(book.take());
        assertThat(content(read)).isEqualTo(content(book)).isEqualTo(expected());
        assertThat(read.uuid()).isEqualTo(book.uuid());
        assertThat(book.dirty()).isFalse();
        assertThat(read.dirty()).isFalse();
    }

    @Test
    void what_was_written_before_sides_were_told_apart_is_missing_on_new() {
        LedgerBook read = LedgerBook.read((EARLIER + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(read.damaged()).isFalse();
        assertThat(read.entry("r", "order 7").missingOn()).containsExactly(Side.NEW);
        assertThat(read.lost("r", Side.NEW)).isEqualTo(3);
        assertThat(read.lost("r", Side.LEGACY)).isZero();
        read.writeAgain();
        assertThat(new String(read.take(), StandardCharsets.UTF_8))
                .as("the same")
                .isEqualTo(EARLIER + "\n");
    }

    /** It reads members by their place and ignores those that it does not know. */
    @Test
    void an_earlier_release_finds_what_it_knows_where_it_looks_for_it() {
        book.put(new FailedWrite("r", "k", Set.of(Side.LEGACY), "E", Instant.EPOCH, 1));
        book.put(new FailedWrite("r", "both", Set.of(Side.LEGACY, Side.NEW), "E", Instant.EPOCH, 0));
        book.setLost("r", Side.NEW, 2);
        book.setLost("r", Side.LEGACY, 3);

        assertThat(new String(book.take(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(9)))
                .containsExactly(
                        "[\"+\",0,1,\"r\",\"E\",\"k\",\"legacy\"]",
                        "[\"+\",0,0,\"r\",\"E\",\"both\",\"both\"]",
                        "[\"!\",\"r\",5,3]");
    }

    @Test
    void is_written_down_whole_when_most_lines_are_history() {
        book.take();
        int longest = 0;
        for (int i = 0; i < 5_000; i++) {
            book.put(write("orders.put", "k"));
            book.remove("orders.put", "k");
            longest = Math.max(longest, book.rewrites() ? 0 : i);
            book.take();
        }
        assertThat(longest).isPositive();
        book.put(write("orders.put", "last"));
        book.writeAgain();
        assertThat(new String(book.take()).lines()).hasSize(3);
    }

    @Test
    void lines_that_the_disk_does_not_take_do_not_pile_up() {
        book.put(write("orders.put", "k".repeat(400)));
        book.take();
        assertThat(book.rewrites()).isFalse();
        for (int i = 0; i < 2_000; i++) {
            book.put(write("orders.put", "k".repeat(400)));
        }
        assertThat(book.rewrites()).isTrue();
        assertThat(book.take()).hasSizeLessThan(2_000);
    }

    @Test
    void has_room_for_so_many_entries_and_characters() {
        int entries = 0;
        while (book.hasRoomFor(write("orders.put", "k" + entries))) {
            book.put(write("orders.put", "k" + entries++));
        }
        assertThat(entries).isEqualTo(LedgerBook.MOST_ENTRIES);
        book.remove("orders.put", "k0");
        assertThat(book.hasRoomFor(write("orders.put", "k0"))).isTrue();

        LedgerBook wide = new LedgerBook();
        int kept = 0;
        while (wide.hasRoomFor(write("orders.put", kept + "w".repeat(500)))) {
            wide.put(write("orders.put", kept++ + "w".repeat(500)));
        }
        assertThat(kept).isBetween(3_000, LedgerBook.MOST_CHARACTERS / 500);
    }

    private void write(List<Step> steps) {
        append();
        for (Step step : steps) {
            step(step);
            append();
        }
    }

    private void append() {
        byte[] lines = book.take();
        if (lines.length > 0) {
            file.writeBytes(lines);
            told.add(expected());
        }
    }

    private void step(Step step) {
        Map<String, String> entries = model.get(step.route());
        FailedWrite known = book.entry(step.route(), step.key());
        assertThat(known != null).isEqualTo(entries.containsKey(step.key()));
        switch (step.what()) {
            case '+' -> {
                FailedWrite write = new FailedWrite(
                        step.route(),
                        step.key(),
                        step.sides(),
                        "E",
                        Instant.ofEpochMilli(told.size()),
                        told.size() % 3);
                book.put(write);
                entries.put(step.key(), write.toString());
            }
            case '-' -> {
                book.remove(step.route(), step.key());
                entries.remove(step.key());
            }
            default -> {
                Side side = step.sides().iterator().next();
                book.setLost(step.route(), side, book.lost(step.route(), side) + 1);
                lost.get(side).merge(step.route(), 1L, Long::sum);
            }
        }
    }

    private String expected() {
        return ROUTES.stream()
                .map(route -> model.get(route) + " and "
                        + lost.get(Side.NEW).getOrDefault(route, 0L) + ", "
                        + lost.get(Side.LEGACY).getOrDefault(route, 0L))
                .toList()
                .toString();
    }

    private static String content(LedgerBook of) {
        return ROUTES.stream()
                .map(route -> {
                    Map<String, String> entries = new LinkedHashMap<>();
                    of.entries(route).forEach(write -> entries.put(write.key(), write.toString()));
                    return entries + " and " + of.lost(route, Side.NEW) + ", " + of.lost(route, Side.LEGACY);
                })
                .toList()
                .toString();
    }

    private static FailedWrite write(String route, String key) {
        return new FailedWrite(route, key, Set.of(Side.NEW), "java.io.IOException", Instant.EPOCH, 0);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> keys = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "\n", "\"\\", "\ud83d\ude00", "\ud83d", "\ude00\ud83d", "ß\r\u0000\u2028"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(5));
        Arbitrary<Set<Side>> sides =
                Arbitraries.of(Set.of(Side.NEW), Set.of(Side.LEGACY), Set.of(Side.LEGACY, Side.NEW));
        return Combinators.combine(Arbitraries.of('+', '+', '+', '-', '-', '!'), Arbitraries.of(ROUTES), keys, sides)
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }
}
