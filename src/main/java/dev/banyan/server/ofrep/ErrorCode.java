package dev.banyan.server.ofrep;

/** OpenFeature's names of errors, as far as this side can cause them. */
enum ErrorCode {
    PARSE_ERROR,
    INVALID_CONTEXT,
    TARGETING_KEY_MISSING,
    FLAG_NOT_FOUND,
    GENERAL
}
