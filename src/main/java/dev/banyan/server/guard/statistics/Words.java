package dev.banyan.server.guard.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Says a finding in plain English, such as "1,240 requests on new, needs about 900 more to rule out +0.5 %". */
public enum Words {
    COMPARISON("requests on new", "%s bad against %s on legacy"),
    PAIRS("pairs", "%s bad on new only, %s on legacy only"),
    BUDGET("requests on new", "%s bad against a budget of %s");

    private static final long LARGE = 1_000_000_000;

    private final String counted;
    private final String shares;

    Words(String counted, String shares) {
        this.counted = counted;
        this.shares = shares;
    }

    public String of(Aim aim, Finding finding) {
        if (finding.calls() == 0) {
            return "no " + counted + " yet";
        }
        String seen = whole(finding.calls()) + " " + counted;
        return switch (finding.verdict()) {
            case HEALTHY -> seen + ", +" + percent(aim.harm()) + " ruled out";
            case HARMFUL ->
                seen + ", " + shares(finding) + ": chance alone does this at most once in " + odds(finding)
                        + " rollouts";
            case INCONCLUSIVE -> seen + inconclusive(aim, finding);
        };
    }

    private String inconclusive(Aim aim, Finding finding) {
        if (finding.stillNeeded() < 0) {
            return ", " + shares(finding) + ": neither harm nor health is shown";
        }
        return ", needs about " + about(finding.stillNeeded()) + " more to rule out +" + percent(aim.harm());
    }

    private String shares(Finding finding) {
        return String.format(Locale.ROOT, shares, percent(finding.newShare()), percent(finding.legacyShare()));
    }

    private static String odds(Finding finding) {
        return finding.evidenceOfHarm() > LARGE ? "a billion" : about((long) finding.evidenceOfHarm());
    }

    /** An estimate deserves two digits. */
    private static String about(long number) {
        return whole(new BigDecimal(number)
                .round(new MathContext(2, RoundingMode.HALF_UP))
                .longValue());
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        BigDecimal percent = new BigDecimal(share * 100).round(new MathContext(2, RoundingMode.HALF_UP));
        return percent.setScale(Math.min(3, Math.max(0, percent.scale())), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
