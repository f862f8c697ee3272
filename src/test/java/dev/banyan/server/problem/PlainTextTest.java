package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "Größe", "日本語", "😀", "a😀b", "line\nline\t", "\u2028", "\uFFFD"})
    void text_that_people_write_is_left_alone(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.cleaned(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a\0b\0",
                "\ud83d",
                "\ud83dx",
                "x\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "😀\ude00",
                "\ud83d\ud83d\ude00"
            })
    void what_nothing_can_keep_is_found_and_replaced(String text) {
        assertThat(PlainText.isPlain(text)).isFalse();
        String clean = PlainText.cleaned(text);
        assertThat(PlainText.isPlain(clean)).isTrue();
        assertThat(clean).contains("\uFFFD").hasSameSizeAs(text);
    }
}
