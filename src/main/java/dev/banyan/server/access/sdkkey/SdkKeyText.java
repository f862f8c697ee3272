package dev.banyan.server.access.sdkkey;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The written form of an SDK key: {@code bny_sdk_}, 32 random characters (190 bits), 6 of checksum. The prefix lets secret scanners
 * find a leaked one, the checksum tells a mistyped one from a wrong one without any look-up.
 */
final class SdkKeyText {

    static final String PREFIX = "bny_sdk_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 32;
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS;

    private SdkKeyText() {}

    static String generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.append(checksum(text.toString())).toString();
    }

    static boolean wellFormed(String text) {
        if (text == null || text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        int end = LENGTH - CHECKSUM_CHARACTERS;
        return checksum(text.substring(0, end)).equals(text.substring(end));
    }

    /** What may be shown to tell keys apart: too little to guess the rest. */
    static String hint(String text) {
        return PREFIX + "…" + text.substring(LENGTH - 4);
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        char[] characters = new char[CHECKSUM_CHARACTERS];
        for (int i = CHECKSUM_CHARACTERS - 1; i >= 0; i--) {
            characters[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(characters);
    }
}
