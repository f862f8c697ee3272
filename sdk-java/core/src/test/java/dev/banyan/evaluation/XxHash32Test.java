package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash32Test {

    private static final long PRIME_32 = 2654435761L;
    private static final long PRIME_64 = 0x9E3779B185EBCA8DL;

    /** The table of the reference implementation, over the buffer that it generates for the purpose. */
    @ParameterizedTest
    @CsvSource({
        "0,   0,          02CC5D05",
        "0,   2654435761, 36B78AE7",
        "1,   0,          CF65B03E",
        "1,   2654435761, B4545AA4",
        "14,  0,          1208E7E2",
        "14,  2654435761, 6AF1D1FE",
        "222, 0,          5BD11DBD",
        "222, 2654435761, 58803C5F"
    })
    void agrees_with_the_reference(int length, long seed, String expected) {
        int hash = XxHash32.hash(sanityBuffer(length), 0, length, (int) seed);

        assertThat(String.format("%08X", hash)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 550D7456",
        "abc, 32D153FF",
        "message digest, 7C948494",
        "Nobody inspects the spammish repetition, E2293B2F"
    })
    void agrees_on_well_known_texts(String text, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(String.format("%08X", XxHash32.hash(bytes, 0, bytes.length, 0)))
                .isEqualTo(expected);
    }

    @Test
    void hashes_the_range_only() {
        byte[] bytes = sanityBuffer(222);
        byte[] shifted = new byte[240];
        System.arraycopy(bytes, 0, shifted, 9, 222);

        assertThat(XxHash32.hash(shifted, 9, 222, 0)).isEqualTo(XxHash32.hash(bytes, 0, 222, 0));
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,-1", "0,11", "10,1", "2147483647,1", "1,2147483647"})
    void refuses_a_range_outside_the_array(int offset, int length) {
        assertThatThrownBy(() -> XxHash32.hash(new byte[10], offset, length, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] sanityBuffer(int length) {
        byte[] buffer = new byte[length];
        long generator = PRIME_32;
        for (int i = 0; i < length; i++) {
            buffer[i] = (byte) (generator >>> 56);
            generator *= PRIME_64;
        }
        return buffer;
    }
}
