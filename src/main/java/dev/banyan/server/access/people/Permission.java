package dev.banyan.server.access.people;

/** What one may do in a project. */
public enum Permission {
    VIEW("view it"),
    CHANGE_FLAG("change flags"),
    /** Rollback, isolate and resume. */
    ROLL_BACK("roll back"),
    EDIT_CATALOG("edit the catalog"),
    ADMINISTER("administer it");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /** As it reads in a sentence: "you may not …". */
    String words() {
        return words;
    }
}
