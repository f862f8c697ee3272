package dev.banyan.server.cache;

/** Why an entry is ignored. */
final class DamagedCacheFile extends Exception {
    DamagedCacheFile(String why) {
        super(why);
    }
}
