package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ValuesPropertyTest {

    @Property(tries = 5_000, seed = "21")
    void numbers_are_compared_exactly(@ForAll("numbers") Number left, @ForAll("numbers") Number right) {
        int exact = decimal(left).compareTo(decimal(right));

        assertThat(Integer.signum(Values.compare(left, right))).isEqualTo(exact);
    }

    @Property(tries = 5_000, seed = "22")
    void a_number_keeps_its_value(@ForAll double value) {
        assertThat(Values.number(Double.NaN)).isNull();
        assertThat(decimal(Values.number(value))).isEqualByComparingTo(new BigDecimal(value));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Long ? BigDecimal.valueOf((Long) number) : new BigDecimal((Double) number);
    }

    @Provide
    Arbitrary<Number> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(value -> (Number) value),
                Arbitraries.longs().map(value -> Values.number((double) value)),
                Arbitraries.longs().between(-5, 5).map(value -> Values.number(value + 0.5)),
                Arbitraries.longs().between(-5, 5).map(value -> (Number) value),
                Arbitraries.doubles().map(Values::number),
                Arbitraries.of(0x1p63, -0x1p63, Math.nextDown(0x1p63), 1e300, -1e300)
                        .map(Values::number));
    }
}
