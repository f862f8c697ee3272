package dev.banyan.server.report;

/**
 * That a build asks for a route.
 *
 * @param build its name and version, as in a sentence
 * @param kind null when the code does not say
 * @param site one of the places in its code, or null
 */
record DeclaredUse(String route, String build, Integer kind, String defaultStage, String site) {}
