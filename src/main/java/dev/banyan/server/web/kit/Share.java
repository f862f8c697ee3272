package dev.banyan.server.web.kit;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import java.math.BigDecimal;

/** A configured share in millionths, as the evaluation core counts it: a percentage with four decimals, never rounded. */
public record Share(int millionths) {

    private static final int WHOLE = 1_000_000;

    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(WHOLE);

    public Share {
        if (millionths < 0 || millionths > WHOLE) {
            throw new IllegalArgumentException("A share is 0 to 1,000,000 millionths, not " + millionths);
        }
    }

    /** For the number field: {@code 25}, {@code 0.0125}. */
    public String percentage() {
        return Figures.written(BigDecimal.valueOf(millionths, 4));
    }

    public String text() {
        return percentage() + Shares.PERCENT;
    }

    public Share rest() {
        return new Share(WHOLE - millionths);
    }

    public boolean none() {
        return millionths == 0;
    }

    public boolean all() {
        return millionths == WHOLE;
    }

    /** Percent to draw. The smallest share is still a sliver, and less than all is never drawn as all. */
    public double drawn() {
        double percent = Math.round(millionths / 1_000.0) / 10.0;
        return none() || all() ? percent : Math.min(98.5, Math.max(1.5, percent));
    }

    @Override
    public String toString() {
        return text();
    }
}
