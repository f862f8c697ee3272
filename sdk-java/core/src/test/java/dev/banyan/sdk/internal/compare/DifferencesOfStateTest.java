package dev.banyan.sdk.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers whose state is not in their getters, or cannot be read: they never count as equal because nobody looked. */
class DifferencesOfStateTest {
    /** As trees of JSON libraries are: getters that tell the kind, views that throw, the state in a field. */
    static class Tree {
        private final Map<String, Object> members = new LinkedHashMap<>();

        Tree with(String name, Object value) {
            members.put(name, value);
            return this;
        }

        public boolean isObject() {
            return true;
        }
    }

    static final class EqualTree extends Tree {
        public int getAsInt() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof EqualTree && ((Tree) other).members.equals(((Tree) this).members);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Says what equal means, of state that nothing can read by name. */
    static final class Money {
        private final transient String amount;

        Money(String amount) {
            this.amount = amount;
        }

        public String getCurrency() {
            return "EUR";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Money && ((Money) other).amount.equals(amount);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** A bean as they are generated: all its state in properties, and an {@code equals} that is strict. */
    static final class Price {
        private final double value;
        private final BigDecimal tax;
        private final Object[] parts;

        Price(double value, String tax, Object... parts) {
            this.value = value;
            this.tax = new BigDecimal(tax);
            this.parts = parts;
        }

        public double getValue() {
            return value;
        }

        public BigDecimal getTax() {
            return tax;
        }

        public Object[] getParts() {
            return parts;
        }

        @Override
        public boolean equals(Object other) {
            Price price = (Price) other;
            return price.value == value && price.tax.equals(tax) && Arrays.equals(price.parts, parts);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Loaded later, when it may be too late. */
    static final class Lazy {
        private final String name = null;

        public String getName() {
            throw new IllegalStateException("the session is over");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lazy;
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }
    }

    static final class Guarded {
        private final ReentrantLock lock = new ReentrantLock();
        private final Object monitor = new Object();
        private final String note;

        Guarded(String note) {
            this.note = note;
        }

        public boolean isOpen() {
            return lock.isLocked() || monitor == null;
        }

        @Override
        public String toString() {
            return note;
        }
    }

    record Answer(String id, Object body) {}

    @TempDir
    Path modules;

    @Test
    void state_behind_no_getter_is_compared_by_its_fields() {
        assertThat(between(new Tree().with("id", 1), new Tree().with("id", 1L))).isEmpty();
        assertThat(between(new EqualTree().with("id", 1), new EqualTree().with("id", 1L)))
                .isEmpty();
        assertThat(between(
                        new EqualTree().with("id", 1).with("at", new EqualTree().with("x", 1)),
                        new EqualTree().with("id", 2).with("at", new EqualTree().with("x", 2))))
                .containsExactlyInAnyOrder("changed $.members.id", "changed $.members.at.members.x");
        assertThat(between(new Guarded("a"), new Guarded("a"))).isEmpty();
        assertThat(between(new Guarded("a"), new Guarded("b"))).containsExactly("changed $.note");
    }

    @Test
    void no_two_of_many_different_trees_are_the_same() {
        for (int i = 0; i < 600; i++) {
            assertThat(between(new EqualTree().with("id", i), new EqualTree().with("id", -1 - i)))
                    .isNotEmpty();
        }
    }

    @Test
    void where_no_property_differs_but_equals_does_it_is_a_difference() {
        assertThat(between(new Money("1"), new Money("1"))).isEmpty();
        assertThat(between(new Money("1"), new Money("2"))).containsExactly("changed $");
        assertThat(between(new Answer("a", List.of(new Money("1"))), new Answer("a", List.of(new Money("2")))))
                .containsExactly("changed $.body[]");
    }

    @Test
    void an_equals_that_is_only_stricter_about_numbers_and_arrays_is_not() {
        assertThat(between(new Price(0.3, "1.0", "a"), new Price(0.1 + 0.2, "1.00", "a")))
                .isEmpty();
        assertThat(between(new Price(0.3, "1", "a"), new Price(0.3, "1", "b"))).containsExactly("changed $.parts[]");
        assertThat(between(new Answer("a", new int[] {1}), new Answer("a", new int[] {1})))
                .isEmpty();
        assertThat(between(new Answer("a", 1), new Answer("a", 1L))).isEmpty();
    }

    @Test
    void a_property_that_cannot_be_read_on_both_sides_is_a_fault_and_on_one_side_a_difference() {
        assertThat(between(new Lazy(), new Lazy())).containsExactly("changed $!threw IllegalStateException at $.name");
        assertThat(between(List.of(new Lazy()), List.of(Map.of("name", "a")))).containsExactly("type $[].name");
        assertThat(Differences.between(new Lazy(), new Lazy(), 0)).allMatch(Difference::isFault);
    }

    /** An accessor of a module that does not open its package read as the same text on both sides. */
    @Test
    void what_a_module_keeps_closed_is_a_fault_unless_its_class_says_what_equal_means() throws Exception {
        ModuleLayer layer = shopModule();
        Class<?> made = layer.findLoader("shop").loadClass("shop.made.Orders");
        Class<?> exported = layer.findLoader("shop").loadClass("shop.open.Order");
        Class<?> saying = layer.findLoader("shop").loadClass("shop.open.Saying");

        assertThat(between(made(made, "a"), made(made, "b"))).containsExactly("changed $!not accessible at $.id");
        assertThat(between(made(exported, "a"), made(exported, "b")))
                .containsExactly("changed $!not accessible at $.secret");
        assertThat(between(made(saying, "a"), made(saying, "a"))).isEmpty();
        assertThat(between(made(saying, "a"), made(saying, "b"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void what_can_be_read_only_once_is_left_alone(Object legacy, Object fresh) {
        assertThat(between(new Answer("a", legacy), new Answer("a", fresh)))
                .containsExactly("changed $!can be read only once at $.body");
    }

    static Stream<Arguments> what_can_be_read_only_once_is_left_alone() {
        Flow.Publisher<Integer> publisher = subscriber -> {};
        Flow.Publisher<Integer> another = subscriber -> {};
        return Stream.of(
                Arguments.of(Stream.of(1), Stream.of(1)),
                Arguments.of(new ByteArrayInputStream(new byte[1]), new ByteArrayInputStream(new byte[1])),
                Arguments.of(new StringReader("a"), "a"),
                Arguments.of(List.of(1).iterator(), List.of(1)),
                Arguments.of(Optional.of(Stream.of(1)), List.of(1)),
                Arguments.of(publisher, another));
    }

    @Test
    void values_are_no_one_shots_and_a_one_shot_is_closed_when_nobody_gets_it() {
        for (Object value : new Object[] {null, "a", List.of(1), Set.of(), Optional.empty(), new Tree(), new int[1]}) {
            assertThat(OneShot.is(value)).isFalse();
            OneShot.close(value);
        }
        List<String> closed = new ArrayList<>();
        OneShot.close(Stream.of(1).onClose(() -> closed.add("stream")));
        OneShot.close(Optional.of(Stream.of(1).onClose(() -> closed.add("optional"))));
        OneShot.close(new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void close() {
                closed.add("input");
                throw new IllegalStateException("not twice");
            }
        });
        assertThat(closed).containsExactly("stream", "optional", "input");
    }

    @Test
    void keys_that_only_their_map_tells_apart_lose_no_value() {
        Map<Object, Integer> legacy = new HashMap<>(Map.of(1, 1, "1", 2));
        Map<Object, Integer> fresh = new HashMap<>(Map.of(1, 3, "1", 2));
        assertThat(between(legacy, fresh)).isNotEmpty();
        assertThat(between(legacy, new HashMap<>(legacy))).isEmpty();
    }

    private static Object made(Class<?> type, String id) throws ReflectiveOperationException {
        return type.getMethod("of", String.class).invoke(null, id);
    }

    /** One package that is exported only, and one that is not even that; made through a class that opens neither. */
    private ModuleLayer shopModule() throws Exception {
        Path source = Files.createDirectories(modules.resolve("source"));
        write(source.resolve("module-info.java"), "module shop { exports shop.open; exports shop.made; }");
        write(source.resolve("shop/open/Order.java"), """
                package shop.open;
                public class Order {
                    private final String secret;
                    private Order(String secret) { this.secret = secret; }
                    public static Object of(String secret) { return new Order(secret); }
                    public String getId() { return "same"; }
                    public int length() { return secret.length(); }
                }
                """);
        write(source.resolve("shop/open/Saying.java"), """
                package shop.open;
                public class Saying {
                    private final String secret;
                    private Saying(String secret) { this.secret = secret; }
                    public static Object of(String secret) { return new Saying(secret); }
                    public String getId() { return "same"; }
                    @Override public boolean equals(Object o) { return o instanceof Saying && ((Saying) o).secret.equals(secret); }
                    @Override public int hashCode() { return 1; }
                }
                """);
        write(source.resolve("shop/hidden/Order.java"), """
                package shop.hidden;
                public class Order {
                    private final String id;
                    private Order(String id) { this.id = id; }
                    public static Object of(String id) { return new Order(id); }
                    public String getId() { return id; }
                }
                """);
        write(source.resolve("shop/made/Orders.java"), """
                package shop.made;
                public class Orders {
                    public static Object of(String id) { return shop.hidden.Order.of(id); }
                }
                """);
        Path classes = modules.resolve("classes");
        try (Stream<Path> files = Files.walk(source)) {
            List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                    .isZero();
        }
        ModuleFinder finder = ModuleFinder.of(classes);
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("shop"));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, getClass().getClassLoader());
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Collection<String> between(Object legacy, Object fresh) {
        return Differences.between(legacy, fresh, 1e-9).stream()
                .map(difference -> difference.kind() + " " + difference.path())
                .toList();
    }
}
