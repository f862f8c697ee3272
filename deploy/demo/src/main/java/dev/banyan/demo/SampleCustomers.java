package dev.banyan.demo;

/** The shop's customers, numbered from one: both databases know them, and all of them come by. */
public final class SampleCustomers {

    public static final int COUNT = 2_000;

    private static final String[] COUNTRIES = {"DE", "FR", "NL", "PL", "ES", "IT", "AT", "SE"};

    private SampleCustomers() {}

    public static String country(int customer) {
        return COUNTRIES[customer % COUNTRIES.length];
    }
}
