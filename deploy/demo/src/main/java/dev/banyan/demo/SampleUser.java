package dev.banyan.demo;

import java.util.List;

/** Somebody to sign in as. */
record SampleUser(String name, String displayName, String role, String does) {

    static final List<SampleUser> ALL = List.of(
            new SampleUser("paula", "Paula (product owner)", "editor", "product owner: moves rollouts"),
            new SampleUser("sam", "Sam (operations)", "operator", "operations: may roll back"),
            new SampleUser("vera", "Vera (visitor)", "viewer", "visitor: may only look"));
}
