package dev.banyan.server.web.kit;

/**
 * Why what was entered in a field, or in a whole form, was not taken.
 *
 * @param remedy what to do instead
 */
public record FieldRefusal(String detail, String remedy) {}
