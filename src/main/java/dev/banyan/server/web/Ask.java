package dev.banyan.server.web;

import java.util.List;

/**
 * A button that says what will happen before it is pressed: the first press unfolds the words, the second one does it. It asks the server for
 * nothing, so that it works at once and whatever is broken.
 *
 * @param id of its element
 * @param lines what will happen, the most important first
 * @param button what is pressed then
 */
public record Ask(
        String id, String label, String icon, List<String> lines, String button, String action, String csrf) {}
