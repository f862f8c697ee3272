package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextTest {

    @Test
    void a_copy_leaves_the_original_alone() {
        Context original = Context.of("ana").with("country", "DE");
        Context copy = original.with("country", "AT").with("age", 30);

        assertThat(original.attribute("country")).isEqualTo("DE");
        assertThat(original.attribute("age")).isNull();
        assertThat(copy.attribute("country")).isEqualTo("AT");
        assertThat(copy.attribute("age")).isEqualTo(30L);
    }

    @Test
    void a_built_context_does_not_follow_its_builder() {
        Context.Builder builder = Context.builder("ana").set("a", 1);
        Context first = builder.build();
        Context second = builder.set("a", 2).set("b", true).build();

        assertThat(first.attribute("a")).isEqualTo(1L);
        assertThat(first.attribute("b")).isNull();
        assertThat(second.attribute("a")).isEqualTo(2L);
        assertThat(second.attribute("b")).isEqualTo(true);
    }

    @Test
    void a_thousand_attributes_are_all_found() {
        Context.Builder builder = Context.builder("ana");
        for (int i = 0; i < 1_000; i++) {
            builder.set("attribute-" + i, i);
        }
        Context context = builder.build();

        for (int i = 0; i < 1_000; i++) {
            assertThat(context.attribute("attribute-" + i)).isEqualTo((long) i);
        }
        assertThat(context.attribute("attribute-1000")).isNull();
        assertThat(context.toString()).contains("attributes=1000");
    }

    @Test
    void names_with_the_same_hash_are_told_apart() {
        Context context =
                Context.anonymous().with("Aa", 1).with("BB", 2).with("AaAa", 3).with("BBBB", 4);

        assertThat(List.of(
                        context.attribute("Aa"),
                        context.attribute("BB"),
                        context.attribute("AaAa"),
                        context.attribute("BBBB")))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(context.attribute("AaBB")).isNull();
    }

    @Test
    void numbers_without_a_fraction_are_whole_numbers() {
        Context context = Context.anonymous()
                .with("whole", 42.0)
                .with("zero", -0.0)
                .with("large", 1e18)
                .with("fraction", 0.5)
                .with("beyond", 0x1p63)
                .with("lowest", -0x1p63);

        assertThat(context.attribute("whole")).isEqualTo(42L);
        assertThat(context.attribute("zero")).isEqualTo(0L);
        assertThat(context.attribute("large")).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(context.attribute("fraction")).isEqualTo(0.5);
        assertThat(context.attribute("beyond")).isEqualTo(0x1p63);
        assertThat(context.attribute("lowest")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void takes_any_number_and_ignores_what_no_condition_can_use() {
        Context context = Context.builder("ana")
                .set("byte", (Object) (byte) 1)
                .set("short", (Object) (short) 2)
                .set("int", (Object) 3)
                .set("float", (Object) 0.5f)
                .set("decimal", new BigDecimal("2.50"))
                .set("integer", BigInteger.TEN)
                .set("list", Collections.emptyList())
                .set("null", (Object) null)
                .build();

        assertThat(List.of(
                        context.attribute("byte"),
                        context.attribute("short"),
                        context.attribute("int"),
                        context.attribute("float"),
                        context.attribute("decimal"),
                        context.attribute("integer")))
                .containsExactly(1L, 2L, 3L, 0.5, 2.5, 10L);
        assertThat(context.attribute("list")).isNull();
        assertThat(context.attribute("null")).isNull();
    }

    @Test
    void the_targeting_key_is_an_attribute_by_its_name() {
        assertThat(Context.of("ana").attribute("targetingKey")).isEqualTo("ana");
        assertThat(Context.anonymous().with("targetingKey", "bob").targetingKey())
                .isEqualTo("bob");
        assertThat(Context.builder(null).set("targetingKey", "bob").build().targetingKey())
                .isEqualTo("bob");
        assertThat(Context.of("ana").with("targetingKey", 5).targetingKey()).isEqualTo("ana");
        assertThat(Context.anonymous().attribute("targetingKey")).isNull();
    }

    @Test
    void nothing_is_refused() {
        Context context =
                Context.of(null).with(null, "x").with("a", (String) null).with("nan", Double.NaN);

        assertThat(context.targetingKey()).isNull();
        assertThat(context.attribute(null)).isNull();
        assertThat(context.attribute("a")).isNull();
        assertThat(context.attribute("nan")).isNull();
    }

    @Test
    void does_not_show_what_it_knows() {
        Context context = Context.of("ana@shop.example").with("birthday", "1990-01-01");

        assertThat(context.toString()).isEqualTo("Context[keyed, attributes=1]");
    }
}
